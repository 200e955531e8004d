import type { Choices } from './completing';
import { Text } from './text';

/** The completions under the search box; pressed with the mouse they leave the focus where it is. */
export function Suggestions({
    list,
    active,
    onTake,
    of = '',
}: {
    list: Choices;
    /** Of which box, where there are two. */
    of?: string;
    active: number;
    onTake: (index: number) => void;
}) {
    const open = list.items.length > 0;
    return (
        <ul id={`${of}suggestions`} class="suggestions" role="listbox" aria-label="Completions" hidden={!open}>
            {list.items.map((item, i) => (
                <li
                    key={`${item.kind} ${item.text}`}
                    id={`${of}suggestion-${i}`}
                    role="option"
                    aria-selected={i === active}
                    onMouseDown={(event) => {
                        event.preventDefault();
                        onTake(i);
                    }}>
                    <span class="mono ellipsis">
                        <Text of={item.text} cut={120} />
                    </span>
                    <span class="quiet ellipsis">
                        <Text of={item.detail ?? item.kind} cut={80} />
                    </span>
                </li>
            ))}
        </ul>
    );
}
