import { useEffect, useState } from 'preact/hooks';
import { completions } from '../../api';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon';
import { PART_NAMES } from '../../ui/parts';
import { Text } from '../../ui/text';

interface PickerProps {
    session: string;
    columns: readonly string[];
    onColumns: (columns: string[]) => void;
    onClose: () => void;
}

interface Offer {
    name: string;
    detail: string;
}

const COLUMN = /^(req|res)\.:?[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PARTS: readonly Offer[] = Object.entries(PART_NAMES).map(([kind, name]) => ({
    name: `verdict.${kind}`,
    detail: `${name}: its share of the time`,
}));

/** Which headers, and which parts of a request's time, stand beside it in the list, and in what order. */
export function ColumnPicker({ session, columns, onColumns, onClose }: PickerProps) {
    const [text, setText] = useState('');
    const offers = useOffers(session, text).filter(({ name }) => !columns.includes(name));
    const swap = (at: number, to: number) => {
        const next = [...columns];
        const [moved] = next.splice(at, 1);
        if (moved !== undefined) next.splice(to, 0, moved);
        onColumns(next);
    };
    return (
        <Dialog title="Columns" onClose={onClose}>
            {columns.length > 0 && (
                <ul class="picked" aria-label="Columns that are shown">
                    {columns.map((name, at) => (
                        <li key={name}>
                            <span class="mono ellipsis">
                                <Text of={name} cut={80} />
                            </span>
                            <IconButton
                                icon="up"
                                label={`${name} further left`}
                                disabled={at === 0}
                                onClick={() => swap(at, at - 1)}
                            />
                            <IconButton
                                icon="down"
                                label={`${name} further right`}
                                disabled={at === columns.length - 1}
                                onClick={() => swap(at, at + 1)}
                            />
                            <IconButton
                                icon="close"
                                label={`Remove ${name}`}
                                onClick={() => onColumns(columns.filter((each) => each !== name))}
                            />
                        </li>
                    ))}
                </ul>
            )}
            <input
                class="input"
                autofocus
                aria-label="Find a header or a part of the time"
                placeholder="Find a header or a part of the time"
                value={text}
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => setText(event.currentTarget.value)}
            />
            <ul class="offers" aria-label="Columns that can be added">
                {offers.map(({ name, detail }) => (
                    <li key={name}>
                        <button type="button" class="offer" onClick={() => onColumns([...columns, name])}>
                            <span class="mono ellipsis">
                                <Text of={name} cut={80} />
                            </span>
                            <span class="quiet nowrap">{detail}</span>
                        </button>
                    </li>
                ))}
            </ul>
            {offers.length === 0 && <p class="quiet">This session has seen no other header of such a name.</p>}
        </Dialog>
    );
}

/** The names that were seen, with how often, and the parts of the time. */
function useOffers(session: string, text: string): Offer[] {
    const [found, setFound] = useState<Offer[]>([]);
    useEffect(() => {
        const stop = new AbortController();
        const asked = text.trim() === '' ? ['req.', 'res.'] : [text.trim()];
        Promise.all(asked.map((q) => completions(session, q, q.length, stop.signal))).then(
            (answers) =>
                setFound(
                    answers
                        .flatMap(({ items }) => items)
                        .filter(({ kind, text: name }) => kind === 'name' && COLUMN.test(name))
                        .map(({ text: name, detail }) => ({ name, detail: detail ?? '' })),
                ),
            // Without names one can still choose parts of the time; what is wrong with the server, the list says.
            () => !stop.signal.aborted && setFound([]),
        );
        return () => stop.abort();
    }, [session, text]);
    const lower = text.trim().toLowerCase();
    return [...found, ...PARTS.filter(({ name, detail }) => `${name} ${detail}`.toLowerCase().includes(lower))];
}
