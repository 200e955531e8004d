import type { ComponentChildren } from 'preact';

interface TabsProps<T extends string> {
    label: string;
    names: readonly (readonly [T, string])[];
    chosen: T;
    onChoose: (tab: T) => void;
    children: ComponentChildren;
}

/** Tabs and the panel of the chosen one; the arrow keys go from tab to tab. */
export function Tabs<T extends string>({ label, names, chosen, onChoose, children }: TabsProps<T>) {
    const turn = (key: KeyboardEvent) => {
        const by = key.key === 'ArrowRight' ? 1 : key.key === 'ArrowLeft' ? -1 : 0;
        if (by === 0) return;
        key.preventDefault();
        const at = names.findIndex(([tab]) => tab === chosen);
        const next = names[(at + by + names.length) % names.length];
        if (next === undefined) return;
        onChoose(next[0]);
        document.getElementById(`tab-${next[0]}`)?.focus();
    };
    return (
        <>
            <div class="tabs" role="tablist" aria-label={label} onKeyDown={turn}>
                {names.map(([tab, name]) => (
                    <button
                        key={tab}
                        id={`tab-${tab}`}
                        type="button"
                        role="tab"
                        aria-selected={tab === chosen}
                        aria-controls={tab === chosen ? 'tab-panel' : undefined}
                        tabIndex={tab === chosen ? 0 : -1}
                        onClick={() => onChoose(tab)}>
                        {name}
                    </button>
                ))}
            </div>
            <div class="panel-body" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>
                {children}
            </div>
        </>
    );
}
