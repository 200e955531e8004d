import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './icon';
import { Text } from './text';
import './rename.css';

interface RenameProps {
    name: string;
    /** Where the name leads, if it is a link. */
    href?: string;
    onRename: (name: string) => Promise<unknown>;
}

/** A name that is changed where it stands: Enter keeps it, Esc leaves it. */
export function Rename({ name, href, onRename }: RenameProps) {
    const [draft, setDraft] = useState<string>();
    const input = useRef<HTMLInputElement>(null);
    const box = useRef<HTMLSpanElement>(null);
    const byKey = useRef(false);
    const editing = draft !== undefined;
    useLayoutEffect(() => {
        if (editing) input.current?.select();
        else if (byKey.current) box.current?.querySelector('button')?.focus();
        byKey.current = false;
    }, [editing]);
    const leave = () => {
        byKey.current = true;
        setDraft(undefined);
    };
    // what stands in the field: the draft is that of the last drawing, and Enter may come before the next one
    const keep = () => {
        const next = input.current?.value.trim() ?? '';
        setDraft(undefined);
        if (next !== '' && next !== name) void onRename(next);
    };
    if (!editing) {
        return (
            <span class="rename" ref={box}>
                {href === undefined ? (
                    <span class="ellipsis">
                        <Text of={name} />
                    </span>
                ) : (
                    <a class="ellipsis" href={href}>
                        <Text of={name} />
                    </a>
                )}
                <IconButton icon="pencil" label={`Rename ${name}`} onClick={() => setDraft(name)} />
            </span>
        );
    }
    return (
        <input
            ref={input}
            class="input"
            aria-label={`New name of ${name}`}
            value={draft}
            maxLength={200}
            onInput={(event) => setDraft(event.currentTarget.value)}
            onBlur={() => !byKey.current && keep()}
            onKeyDown={(key) => {
                if (key.key === 'Enter') keep();
                if (key.key === 'Enter' || key.key === 'Escape') {
                    leave();
                    // else the same key press would go on to the button that has the focus by then, and edit again
                    key.preventDefault();
                }
                key.stopPropagation();
            }}
        />
    );
}
