import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../../ui/icon';
import { Problem } from '../../../ui/message';
import type { RequestsRoute } from '../../../route';
import { AddFacet } from './add';
import { type Acts, FacetBox } from './facet';
import { USUAL } from './fields';
import { sidebar } from './state';
import type { FacetsNow } from './use';
import './facets.css';

interface FacetsProps extends Acts {
    route: RequestsRoute;
    now: FacetsNow;
    onAdd: (field: string) => void;
}

/** Beside the list: what the requests have in common, each value a switch of its condition. */
export function FacetsSidebar({ route, now, onAdd, ...acts }: FacetsProps) {
    const box = useRef<HTMLElement>(null);
    // One stop for Tab; the arrows go on from there.
    useEffect(() => {
        const all = toggles(box.current);
        if (all.every(({ tabIndex }) => tabIndex < 0) && all[0] !== undefined) all[0].tabIndex = 0;
    });
    return (
        <aside ref={box} class="facets" aria-label="Facets" onKeyDown={(key) => move(key, box.current)}>
            <header class="facets-head">
                <h2>Facets</h2>
                <IconButton icon="close" label="Hide the facets" onClick={() => (sidebar.value = false)} />
            </header>
            {now.error !== undefined && now.error.position === undefined && (
                <Problem error={now.error} retry={now.again} />
            )}
            {now.fields.map((field) => (
                <FacetBox
                    key={field}
                    field={field}
                    facet={now.value?.byField.get(field)}
                    query={route.q}
                    present={now.present}
                    expanded={now.expanded.has(field)}
                    onExpand={now.expand}
                    removable={!USUAL.includes(field)}
                    {...acts}
                />
            ))}
            <AddFacet session={now.value === undefined ? '' : route.id} shown={now.fields} onAdd={onAdd} />
        </aside>
    );
}

const toggles = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLElement>('.facet-toggle') ?? [])];

/** Up and down from value to value, right to its exclusion; − excludes at once. */
function move(key: KeyboardEvent, box: HTMLElement | null): void {
    const { target } = key;
    if (!(target instanceof HTMLElement) || target.closest('.facet-value') === null) return;
    const all = toggles(box);
    const row = target.closest('.facet-value');
    const [toggle, not] = [
        row?.querySelector<HTMLElement>('.facet-toggle'),
        row?.querySelector<HTMLElement>('.facet-not'),
    ];
    const at = all.findIndex((each) => each === toggle);
    const to: Record<string, HTMLElement | null | undefined> = {
        ArrowDown: all[at + 1],
        ArrowUp: all[at - 1],
        Home: all[0],
        End: all.at(-1),
        ArrowRight: not,
        ArrowLeft: toggle,
    };
    if (key.key in to) {
        const next = to[key.key];
        if (next?.matches('.facet-toggle') === true) for (const each of all) each.tabIndex = each === next ? 0 : -1;
        next?.focus();
    } else if (key.key === '-' || key.key === 'Delete') not?.click();
    else return;
    key.preventDefault();
    key.stopPropagation();
}
