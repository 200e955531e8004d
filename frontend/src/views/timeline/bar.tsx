import { connName } from '../../ui/format';
import { Icon, IconButton } from '../../ui/icon';
import { help } from '../../ui/help';
import { Search } from '../../ui/search';
import { format, quicOf, requestsOf, timelineOf } from '../../route';
import type { Look } from './look';
import type { View } from './view';

const FIELDS: readonly (readonly [string, string])[] = [
    ['connection', 'connection'],
    ['request', 'request'],
    ['peer', 'client address'],
    ['network', 'client network'],
    ['authority', 'authority'],
    ['path.1', 'path, first segment'],
    ['path', 'path'],
    ['method', 'method'],
    ['class', 'status class'],
    ['status', 'status'],
    ['protocol', 'protocol'],
    ['sni', 'server name (SNI)'],
    ['thread', 'worker thread'],
];

interface BarProps {
    look: Look;
    view: View;
    running: boolean;
}

/** What is looked for, what a lane is, and what moves the time. */
export function TimelineBar({ look, view, running }: BarProps) {
    const { timeline } = look;
    const route = look.route.value;
    const follows = timeline.follow.value;
    const follow = () => {
        timeline.follow.value = !follows;
        if (!follows) timeline.toEnd();
    };
    return (
        <div class="toolbar timeline-bar">
            {look.conn === '' ? (
                <Search
                    session={route.id}
                    query={route.q}
                    error={look.error.value}
                    onHelp={() => void (help.value = 'search')}
                    onRun={(q) => look.go({ q, request: '', lane: '' })}
                />
            ) : (
                <OfConnection look={look} view={view} />
            )}
            <label class="timeline-by">
                <span class="quiet">A lane is a</span>
                <select
                    class="input"
                    aria-label="A lane is a"
                    value={route.by}
                    onChange={(event) => look.go({ by: event.currentTarget.value, pinned: [], lane: '' })}>
                    {FIELDS.every(([by]) => by !== route.by) && <option value={route.by}>{route.by}</option>}
                    {FIELDS.map(([by, name]) => (
                        <option key={by} value={by}>
                            {name}
                        </option>
                    ))}
                </select>
            </label>
            {running && (
                <button
                    type="button"
                    class="button small"
                    aria-pressed={follows}
                    title="Keep the end in sight (l)"
                    onClick={follow}>
                    <Icon name={follows ? 'pause' : 'play'} />
                    {follows ? 'Following' : 'Follow'}
                </button>
            )}
            <span class="timeline-zoom">
                <IconButton icon="plus" label="Closer" keys="w" onClick={() => timeline.zoom(0.6)} />
                <IconButton icon="minus" label="Farther" keys="s" onClick={() => timeline.zoom(1 / 0.6)} />
                <button type="button" class="button small" title="All of the time (f)" onClick={() => timeline.fit()}>
                    Fit
                </button>
                <button
                    type="button"
                    class="button small"
                    aria-pressed={route.table}
                    title="What is drawn as a table (t)"
                    onClick={() => look.go({ table: !route.table }, 'replace')}>
                    Table
                </button>
            </span>
        </div>
    );
}

/** Which connection it is, and the way to what else is known of it. */
function OfConnection({ look, view }: { look: Look; view: View }) {
    const { id } = look.route.value;
    const row = view.life.row.value;
    return (
        <nav class="timeline-connection" aria-label="The connection">
            <a href={format(timelineOf(id))}>All connections</a>
            <strong>Connection {connName(Number(look.conn))}</strong>
            <a class="button small" href={format({ view: 'connections', id, conn: look.conn })}>
                Its events
            </a>
            <a class="button small" href={format(requestsOf(id, `conn = ${look.conn}`))}>
                Its requests
            </a>
            {row?.protocol === 'HTTP/3' && (
                <a class="button small" href={format(quicOf(id, look.conn))}>
                    Its QUIC views
                </a>
            )}
        </nav>
    );
}
