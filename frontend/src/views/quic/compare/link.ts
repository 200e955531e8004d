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

/** A connection's moment to align at; undefined where it was not seen. */
export function anchorOf(
    align: Align,
    summary: QuicSummary,
    streams: readonly StreamRow[],
    wanted: string,
): number | undefined {
    if (align === 'handshake') return summary.handshakeNanos ?? undefined;
    if (align === 'begin') return summary.firstOffsetNanos ?? 0;
    const requests = streams.filter((stream) => stream.req !== null);
    const request = requests.find((stream) => String(stream.stream) === wanted) ?? requests[0];
    return request === undefined ? undefined : lifeOf(request)?.from;
}
