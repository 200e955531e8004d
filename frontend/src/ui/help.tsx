import { signal } from '@preact/signals';
import { mac, shownKeys } from './commands';
import { Dialog } from './dialog';
import { commands } from './keys';
import './help.css';

const FIELDS: [string, string][] = [
    ['method = GET', 'any of protocol, method, scheme, authority, path, status, duration, conn, req, time, thread'],
    ['class = 5xx and path.2 = "/api/v1"', 'the status class; the first one to three segments of the path'],
    ['path ^= "/api"', 'begins with'],
    ['req.user-agent ~ "curl"', 'a request header contains, whatever the case'],
    ['res.server = "h2o"', 'a response header is exactly'],
    ['header.x-id =~ "^[0-9a-f]+$"', 'either way, a regular expression'],
    ['not req.accept-encoding', 'a header that is not there'],
    ['duration > 50ms', 'us, ms, s; sizes as 10k'],
    ['status >= 500 and (path ~ "a" or path ~ "b")', 'and, or, not and brackets; = != < <= > >= ~ ^= =~'],
    [
        'verdict.cwnd > 50%',
        'over half of its time: server, receiving, waiting, cwnd, blocked, retransmitting, ack, unknown',
    ],
    [
        'conn.loss > 5%',
        'of its QUIC connection: loss, spurious, rtt, minrtt, maxrtt, handshake, limited, blocked, sent, received, ' +
            'lost, ptos, cwnd, bytes, close',
    ],
    ['connection(sni ~ "example")', 'asks it of the connection: peer, sni, alpn, uuid, pid, requests, events'],
    ['timeout', 'a bare word is searched everywhere'],
];

/** Whether the page of help is open, and at which part. */
export const help = signal<'' | 'search' | 'keys'>('');

interface HelpProps {
    onClose: () => void;
    /** Runs an example; without it the examples are only to be read. */
    onTry?: ((query: string) => void) | undefined;
    first?: 'search' | 'keys';
}

/** The keys of what is on the page now, from the commands themselves, and the query language by example. */
export function HelpDialog({ onClose, onTry, first = 'search' }: HelpProps) {
    const parts = [<Language key="search" onTry={onTry} />, <Keys key="keys" />];
    return (
        <Dialog title="Searching and keys" wide onClose={onClose}>
            {first === 'keys' ? parts.reverse() : parts}
        </Dialog>
    );
}

function Language({ onTry }: { onTry: HelpProps['onTry'] }) {
    return (
        <section class="help-part">
            <h3>Conditions hold on one request</h3>
            <dl class="help">
                {FIELDS.map(([example, what]) => (
                    <div key={example}>
                        <dt>
                            {onTry === undefined ? (
                                <code>{example}</code>
                            ) : (
                                <button type="button" class="link-button mono" onClick={() => onTry(example)}>
                                    {example}
                                </button>
                            )}
                        </dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}

interface Line {
    keys: string[][];
    what: string;
}

/** Each command once, under the name of its group, with all of its keys; then what the pointer does there. */
function keyGroups(): [name: string, lines: Line[]][] {
    const groups = new Map<string, Line[]>();
    for (const { name, commands: these, gestures } of commands.all().reverse()) {
        const lines = groups.get(name) ?? [];
        groups.set(name, lines);
        for (const { name: what, keys = [], when } of these) {
            if (keys.length > 0 && when?.() !== false)
                lines.push({ keys: keys.map((key) => shownKeys(key, mac())), what });
        }
        for (const [how, what] of gestures ?? []) lines.push({ keys: [how.split(' ')], what });
    }
    return [...groups].filter(([name, lines]) => name !== '' && lines.length > 0);
}

function Keys() {
    return (
        <section class="help-part">
            <h3>Keys</h3>
            <div class="help-keys">
                {keyGroups().map(([name, lines]) => (
                    <section key={name} aria-label={name}>
                        <h4>{name}</h4>
                        <dl class="help keys">
                            {lines.map(({ keys, what }) => (
                                <div key={what}>
                                    <dt>
                                        {keys.map((stroke) => (
                                            <KeyCaps key={stroke.join(' ')} stroke={stroke} />
                                        ))}
                                    </dt>
                                    <dd>{what}</dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
        </section>
    );
}

/** Keys to be pressed together, or one after the other. */
export function KeyCaps({ stroke }: { stroke: readonly string[] }) {
    return (
        <span class="key-caps">
            {stroke.map((key) => (
                <kbd key={key}>{key}</kbd>
            ))}
        </span>
    );
}
