import { useState } from 'preact/hooks';
import { connName } from '../../ui/format';
import { help } from '../../ui/help';
import { Icon, IconButton } from '../../ui/icon';
import { format, QUIC_PANELS, type QuicRoute, waterfallOf } from '../../route';
import { COMPARED } from './compare';
import { Choose } from './compare/choose';
import type { Look } from './look';
import { PANEL_NAMES, PANELS } from './panels';

interface BarProps {
    look: Look;
    route: QuicRoute;
    running: boolean;
}

/** Which connection, which panel, and what moves the time. */
export function QuicBar({ look, route, running }: BarProps) {
    const { timeline } = look;
    const [open, setOpen] = useState<'' | 'choose'>('');
    const follows = timeline.follow.value;
    const follow = () => {
        timeline.follow.value = !follows;
        if (!follows) timeline.toEnd();
    };
    return (
        <div class="toolbar quic-bar">
            <a href={format({ view: 'connections', id: route.id, conn: route.conn })} title="All that is known of it">
                Conn<span class="roomy">ection</span> {connName(Number(route.conn))}
            </a>
            <a href={format(waterfallOf(route.id, route.conn))} title="Its requests one below the other">
                Over time
            </a>
            <nav class="quic-panels" aria-label="Panels of the connection">
                {QUIC_PANELS.filter((panel) => PANELS[panel] !== undefined).map((panel) => (
                    <a
                        key={panel}
                        href={format({ ...route, panel })}
                        aria-current={panel === route.panel ? 'page' : undefined}>
                        {PANEL_NAMES[panel]}
                    </a>
                ))}
            </nav>
            <span class="quic-room" />
            {running && look.summary.value?.endedAt == null && (
                <button type="button" class="button small" aria-pressed={follows} onClick={follow}>
                    <Icon name={follows ? 'pause' : 'play'} />
                    {follows ? 'Following' : 'Follow'}
                </button>
            )}
            <IconButton icon="plus" label="Closer" keys="w" onClick={() => timeline.zoom(0.6)} />
            <IconButton icon="minus" label="Farther" keys="s" onClick={() => timeline.zoom(1 / 0.6)} />
            <button type="button" class="button small" title="All of the connection (f)" onClick={() => timeline.fit()}>
                Fit
            </button>
            {COMPARED.includes(route.panel) && (
                <button
                    type="button"
                    class="button small"
                    title="Put another connection below, on the same time"
                    onClick={() => setOpen('choose')}>
                    Compare …
                </button>
            )}
            <IconButton icon="help" label="Keys" keys="?" onClick={() => void (help.value = 'keys')} />
            {open === 'choose' && <Choose route={route} onClose={() => setOpen('')} />}
        </div>
    );
}
