import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuicRoute } from '../../../route';
import { Icon } from '../../../ui/icon';
import type { Look } from '../look';
import { FAMILIES } from '../frames';
import { FATE_CHOICES, SPACES } from '../names';
import { formatOnly, type Only, parseOnly } from '../packets/only';

const WAIT_MILLIS = 300;
const CHOICES = [
    { key: 'space', label: 'Space', of: Object.entries(SPACES).map(([id, { name }]) => [id, name] as const) },
    {
        key: 'direction',
        label: 'Direction',
        of: [
            ['sent', 'sent'],
            ['received', 'received'],
        ],
    },
    { key: 'fate', label: 'Fate', of: FATE_CHOICES },
    { key: 'frame', label: 'Frames', of: Object.entries(FAMILIES).map(([id, { name }]) => [id, name] as const) },
] as const;

/** What the packets are narrowed to; their neighbours stay, dimmed. */
export function Narrow({ look, route }: { look: Look; route: QuicRoute }) {
    const only = parseOnly(route.only);
    const change = (what: Partial<Only>) => look.only(formatOnly({ ...only, ...what }));
    return (
        <form
            class="sequence-narrow"
            role="search"
            aria-label="Narrow the packets"
            onSubmit={(event) => event.preventDefault()}>
            {CHOICES.map(({ key, label, of }) => (
                <label key={key} class="sequence-choice" data-set={only[key] !== ''}>
                    <span class="unseen">{label}</span>
                    <select
                        class="input"
                        value={only[key]}
                        onChange={(event) => change({ [key]: event.currentTarget.value })}>
                        <option value="">{label}</option>
                        {of.map(([value, name]) => (
                            <option key={value} value={value}>
                                {name}
                            </option>
                        ))}
                    </select>
                </label>
            ))}
            <Words
                label="Stream"
                value={only.stream}
                narrow
                onChange={(stream) => /^-?\d*$/.test(stream) && change({ stream })}
            />
            <Words label="Text" value={only.text} onChange={(text) => change({ text })} />
            {route.only !== '' && (
                <button type="button" class="button small" onClick={() => look.only('')}>
                    <Icon name="close" />
                    All packets
                </button>
            )}
        </form>
    );
}

interface WordsProps {
    label: string;
    value: string;
    narrow?: boolean;
    onChange: (text: string) => void;
}

/** A field that takes effect once one rests, or presses Enter. */
function Words({ label, value, narrow, onChange }: WordsProps) {
    const [text, setText] = useState(value);
    const timer = useRef<ReturnType<typeof setTimeout>>();
    useEffect(() => setText(value), [value]);
    useEffect(() => () => clearTimeout(timer.current), []);
    const now = (to: string) => {
        clearTimeout(timer.current);
        if (to !== value) onChange(to);
    };
    return (
        <input
            class={narrow === true ? 'input sequence-stream' : 'input sequence-text'}
            type="text"
            aria-label={label}
            placeholder={label}
            value={text}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => {
                const to = event.currentTarget.value;
                setText(to);
                clearTimeout(timer.current);
                timer.current = setTimeout(() => now(to), WAIT_MILLIS);
            }}
            onKeyDown={(key) => key.key === 'Enter' && now(key.currentTarget.value)}
        />
    );
}
