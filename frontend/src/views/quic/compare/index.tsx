import { effect, signal, untracked } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { StreamRow } from '../../../api';
import * as api from '../../../api/quic';
import { connName } from '../../../ui/format';
import { IconButton } from '../../../ui/icon';
import { Note, Problem } from '../../../ui/message';
import { Text } from '../../../ui/text';
import { type Align, ALIGNS, format, navigate, type QuicPanel, quicOf } from '../../../route';
import { Congestion } from '../congestion';
import { Look } from '../look';
import type { PanelProps } from '../panels';
import { Streams } from '../streams';
import { moved } from '../../../ui/timeaxis';
import { Facts } from './facts';
import { anchorOf, linked, type Meeting, meetingOf, nameOf } from './link';
import './compare.css';

/** A request is looked for among so many streams of each. */
const MOST_STREAMS = 1000;
const NAMES: Record<Align, string> = { handshake: 'handshake', begin: 'beginning', request: 'request' };

/** The panels that two connections can be looked at side by side in. */
export const COMPARED: readonly QuicPanel[] = ['congestion', 'streams'];

/** Two connections over one another on one time, aligned where one likes. */
export function Compare({ look, route, running }: PanelProps) {
    const other = useMemo(() => new Look(route.id, route.with), [route.id, route.with]);
    const missing = useMemo(() => signal(''), [other]);
    const meeting = useMemo(() => signal<Meeting | undefined>(undefined), [other]);
    const Panel = route.panel === 'streams' ? Streams : Congestion;
    useEffect(() => () => other.close(), [other]);
    useEffect(() => other.live(running), [other, running]);
    useEffect(() => align(look, other, route.align, missing, meeting), [look, other, route.align, route.stream]);
    const error = other.error.value;
    return (
        <div class="beside">
            <header class="beside-head">
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
            <Facts one={look.summary.value} two={other.summary.value} />
            <Panel look={look} route={route} running={running} />
            <header class="beside-head">
                <strong>
                    <a href={format(quicOf(route.id, route.with))}>Connection {connName(Number(route.with))}</a>
                </strong>
                {route.align === 'request' && <Met of={meeting.value} />}
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
            {other.summary.value !== undefined && <Panel look={other} route={route} running={running} second />}
        </div>
    );
}

/** Which requests are at the same place, and whether they ask for the same. */
function Met({ of }: { of: Meeting | undefined }) {
    if (of?.here === undefined || of.there === undefined) return null;
    const { here, there, same } = of;
    return (
        <span class="quiet">
            its <Text of={nameOf(there)} cut={60} /> (stream {there.stream}){' '}
            {same ? 'at the same request' : 'its first, as it asked for no'}{' '}
            {!same && <Text of={nameOf(here)} cut={60} />}
            {same && `(stream ${here.stream})`} above
        </span>
    );
}

/** Links the times of both once it is known where they are to meet; where it is not, at their beginnings, and says so. */
function align(
    look: Look,
    other: Look,
    how: Align,
    missing: { value: string },
    meeting: { value: Meeting | undefined },
): () => void {
    const streams = signal<readonly [readonly StreamRow[], readonly StreamRow[]] | undefined>(undefined);
    const stop = new AbortController();
    if (how === 'request') {
        const read = (conn: string) => api.streams(look.session, conn, { limit: MOST_STREAMS }, stop.signal);
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
        const met = meetingOf(found[0], found[1], look.stream.value);
        meeting.value = met;
        const here = anchorOf(how, one, met.here);
        const there = anchorOf(how, two, met.there);
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
