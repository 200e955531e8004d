import { effect, signal, untracked } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { StreamRow } from '../../../api';
import * as api from '../../../api/quic';
import { connName } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import { Note, Problem } from '../../../ui/message';
import { type Align, ALIGNS, format, navigate, quicOf } from '../../../route';
import { Congestion } from '../congestion';
import { Look } from '../look';
import type { PanelProps } from '../panels';
import { moved } from '../../../ui/timeaxis';
import { anchorOf, linked } from './link';
import './compare.css';

const NAMES: Record<Align, string> = { handshake: 'handshake', begin: 'beginning', request: 'request' };

/** Two connections over one another on one time, aligned where one likes. */
export function Compare({ look, route, running }: PanelProps) {
    const other = useMemo(() => new Look(route.id, route.with), [route.id, route.with]);
    const missing = useMemo(() => signal(''), [other]);
    useEffect(() => () => other.close(), [other]);
    useEffect(() => other.live(running), [other, running]);
    useEffect(() => align(look, other, route.align, missing), [look, other, route.align, route.stream]);
    const error = other.error.value;
    return (
        <div class="compare">
            <header class="compare-head">
                <strong>Connection {connName(Number(route.conn))}</strong>
                <span class="quic-room" />
                <div class="choice" role="radiogroup" aria-label="Aligned at">
                    <span class="quiet">aligned at</span>
                    {ALIGNS.map((each) => (
                        <label key={each} class="check">
                            <input
                                type="radio"
                                name="align"
                                checked={route.align === each}
                                onChange={() => navigate({ ...route, align: each }, 'replace')}
                            />
                            {NAMES[each]}
                        </label>
                    ))}
                </div>
            </header>
            <Congestion look={look} route={route} running={running} />
            <header class="compare-head">
                <strong>
                    <a href={format(quicOf(route.id, route.with))}>Connection {connName(Number(route.with))}</a>
                </strong>
                {missing.value !== '' && <span class="quiet">{missing.value}</span>}
                <span class="quic-room" />
                <IconButton
                    icon="close"
                    label="Without the other connection"
                    onClick={() => navigate({ ...route, with: '' }, 'replace')}
                />
            </header>
            {error !== undefined && <Problem error={error} retry={() => void other.read()} />}
            {error === undefined && other.summary.value === undefined && <Note title="Reading the connection …" />}
            {other.summary.value !== undefined && <Congestion look={other} route={route} running={running} second />}
        </div>
    );
}

/** Links the times of both once it is known where they are to meet; where it is not, at their beginnings, and says so. */
function align(look: Look, other: Look, how: Align, missing: { value: string }): () => void {
    const streams = signal<readonly [readonly StreamRow[], readonly StreamRow[]] | undefined>(undefined);
    const stop = new AbortController();
    if (how === 'request') {
        const read = (conn: string) => api.streams(look.session, conn, { limit: 200 }, stop.signal);
        Promise.all([read(look.conn), read(other.conn)]).then(
            ([one, two]) => (streams.value = [one.rows, two.rows]),
            () => (streams.value = [[], []]),
        );
    }
    let unlink = () => undefined as void;
    const forget = effect(() => {
        const one = look.summary.value;
        const two = other.summary.value;
        const found = how === 'request' ? streams.value : ([[], []] as const);
        if (one === undefined || two === undefined || found === undefined) return;
        const here = anchorOf(how, one, found[0], look.stream.value);
        const there = anchorOf(how, two, found[1], '');
        missing.value = here === undefined || there === undefined ? `no ${NAMES[how]} was seen in both` : '';
        const shift = here === undefined || there === undefined ? 0 : here - there;
        untracked(() => {
            unlink();
            look.growBeside(moved(other.own(), shift));
            other.growBeside(moved(look.own(), -shift));
            // The first says what is shown of both.
            other.timeline.show(moved(look.timeline.shown.peek(), -shift));
            unlink = linked(look.timeline, other.timeline, shift);
        });
    });
    return () => {
        stop.abort();
        forget();
        unlink();
        look.growBeside(undefined);
    };
}
