import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuicRoute } from '../../../route';
import { Icon } from '../../../ui/icon';
import type { Look } from '../look';
import { formatOnly, NOTHING, type Only, parseOnly } from './filter';

const WAIT_MILLIS = 300;
const CHOICES = [
    {
        key: 'space',
        label: 'Space',
        of: [
            ['initial', 'Initial'],
            ['0rtt', '0-RTT'],
            ['handshake', 'Handshake'],
            ['application', '1-RTT'],
        ],
    },
    {
        key: 'direction',
        label: 'Direction',
        of: [
            ['sent', 'sent'],
            ['received', 'received'],
        ],
    },
    {
        key: 'fate',
        label: 'Fate',
        of: [
            ['acked', 'acknowledged'],
            ['lost', 'lost'],
            ['late-acked', 'lost, acknowledged later'],
            ['in-flight', 'in flight'],
        ],
    },
    { key: 'frame', label: 'Frame', of: [] },
] as const;
const FRAMES = [
    'ack',
    'stream',
    'crypto',
    'ping',
    'max_data',
    'max_stream_data',
    'max_streams',
    'data_blocked',
    'stream_data_blocked',
    'streams_blocked',
    'reset_stream',
    'stop_sending',
    'transport_close',
    'application_close',
    'handshake_done',
    'new_token',
    'new_connection_id',
    'retire_connection_id',
    'path_challenge',
    'path_response',
    'datagram',
    'ack_frequency',
];

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
                        onChange={(event) => change({ [key]: parseOnly(`${key}=${event.currentTarget.value}`)[key] })}>
                        <option value="">{label}</option>
                        {(key === 'frame' ? frames(only.frame) : of).map(([value, name]) => (
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
                <button type="button" class="button small" onClick={() => look.only(formatOnly(NOTHING))}>
                    <Icon name="close" />
                    All packets
                </button>
            )}
        </form>
    );
}

const frames = (chosen: string): (readonly [string, string])[] =>
    [...new Set(chosen === '' ? FRAMES : [...FRAMES, chosen])].map((name) => [name, name.toUpperCase()]);

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
