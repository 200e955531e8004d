import { useEffect, useRef, useState } from 'preact/hooks';
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
    const editing = draft !== undefined;
    useEffect(() => {
        if (editing) input.current?.select();
    }, [editing]);
    const keep = () => {
        const next = draft?.trim() ?? '';
        setDraft(undefined);
        if (next !== '' && next !== name) void onRename(next);
    };
    if (!editing) {
        return (
            <span class="rename">
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
            onBlur={keep}
            onKeyDown={(key) => {
                if (key.key === 'Enter') keep();
                if (key.key === 'Escape') setDraft(undefined);
                key.stopPropagation();
            }}
        />
    );
}
