import { Dialog } from './dialog';
import './help.css';

const FIELDS: [string, string][] = [
    ['method = GET', 'any of protocol, method, scheme, authority, path, status, duration, conn, req, time'],
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

const KEYS: [string, string][] = [
    ['/', 'search'],
    ['j  k', 'next and previous request; the arrows do too'],
    ['Enter', 'from the list into the panel'],
    ['[  ]', 'previous and next tab of the panel'],
    ['Esc', 'close the panel'],
    ['p', 'pause and resume the live list'],
    ['?', 'this help'],
];

/** The query language by example, and the keys. */
export function HelpDialog({ onClose, onTry }: { onClose: () => void; onTry: (query: string) => void }) {
    return (
        <Dialog title="Searching and keys" wide onClose={onClose}>
            <h3>Conditions hold on one request</h3>
            <dl class="help">
                {FIELDS.map(([example, what]) => (
                    <div key={example}>
                        <dt>
                            <button type="button" class="link-button mono" onClick={() => onTry(example)}>
                                {example}
                            </button>
                        </dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
            <h3>Keys</h3>
            <dl class="help keys">
                {KEYS.map(([keys, what]) => (
                    <div key={keys}>
                        <dt>
                            {keys.split('  ').map((key) => (
                                <kbd key={key}>{key}</kbd>
                            ))}
                        </dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
        </Dialog>
    );
}
