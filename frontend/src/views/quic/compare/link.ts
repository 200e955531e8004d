import { effect, untracked } from '@preact/signals';
import type { QuicSummary, StreamRow } from '../../../api';
import { moved } from '../../../ui/timeaxis';
import type { Timeline } from '../../../ui/timeline';
import type { Align } from '../../../route';
import { lifeOf } from '../streams/rows';

/** Two timelines that show the same: what happens on one happens on the other, `shift` later on the first than on the other. */
export function linked(one: Timeline, other: Timeline, shift: number): () => void {
    const forget = [follow(one, other, -shift), follow(other, one, shift)];
    return () => forget.forEach((each) => each());
}

function follow(leader: Timeline, follower: Timeline, by: number): () => void {
    const stops = [
        effect(() => {
            const span = moved(leader.shown.value, by);
            untracked(() => {
                // Adding and taking away a shift may not lead back to the last digit: that is no movement.
                if (Math.abs(follower.shown.peek().from - span.from) + Math.abs(follower.shown.peek().to - span.to) > 1)
                    follower.show(span);
            });
        }),
        effect(() => {
            const cursor = leader.cursor.value;
            untracked(() => {
                const next = cursor === undefined ? undefined : cursor + by;
                if (Math.abs((follower.cursor.peek() ?? Infinity) - (next ?? Infinity)) > 1 || next === undefined)
                    follower.cursor.value = next;
            });
        }),
    ];
    return () => stops.forEach((stop) => stop());
}

/** A connection's moment to align at, at its request where that is asked for; undefined where it was not seen. */
export function anchorOf(align: Align, summary: QuicSummary, request: StreamRow | undefined): number | undefined {
    if (align === 'handshake') return summary.handshakeNanos ?? undefined;
    if (align === 'begin') return summary.firstOffsetNanos ?? 0;
    return request === undefined ? undefined : lifeOf(request)?.from;
}

/** The requests of two connections that meet. */
export interface Meeting {
    here: StreamRow | undefined;
    there: StreamRow | undefined;
    /** Whether they ask for the same. */
    same: boolean;
}

/** The wanted request of the first, or its first one, and that of the second for the same, or else its first one. */
export function meetingOf(one: readonly StreamRow[], two: readonly StreamRow[], wanted: string): Meeting {
    const mine = one.filter((stream) => stream.request !== null);
    const others = two.filter((stream) => stream.request !== null);
    const here = mine.find((stream) => String(stream.stream) === wanted) ?? mine[0];
    const alike = others.find((stream) => nameOf(stream) !== '' && nameOf(stream) === (here && nameOf(here)));
    return { here, there: alike ?? others[0], same: alike !== undefined };
}

/** `GET /path`, as far as it is known; "" where nothing is. */
export function nameOf({ request }: StreamRow): string {
    return [request?.method, request?.path].filter((part) => part != null).join(' ');
}
