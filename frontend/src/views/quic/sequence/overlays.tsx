import type { QuicSummary } from '../../../api';
import { duration, offset, plural } from '../../../ui/format';
import { Text } from '../../../ui/text';
import { fateText } from '../fate';
import type { Drawing } from './drawing';
import { framesText, titleOf } from './packet';
import { GUTTER } from './scene';

/** Whose lifelines they are, and which of them is inferred. */
export function Ends({ drawing, summary }: { drawing: Drawing; summary: QuicSummary }) {
    const seen = summary.vantage;
    const what = (end: 'client' | 'server') =>
        drawing.vantage === end
            ? seen === null
                ? 'captured here, if this is a server’s capture: the source does not say'
                : 'captured here'
            : 'inferred: half the RTT known then, and the ACKs';
    const known = drawing.prepared.value?.flights.known ?? true;
    return (
        <div class="sequence-ends">
            {(['client', 'server'] as const).map((end) => (
                <span key={end} class={`sequence-end ${end}`} data-seen={drawing.vantage === end}>
                    <strong>{end === 'client' ? 'Client' : 'Server'}</strong> <span>{what(end)}</span>
                </span>
            ))}
            {!known && <span class="sequence-note">No RTT is known here: arrows are drawn level.</span>}
        </div>
    );
}

const MOST_BUTTONS = 24;
const LEAST_PIXELS = 12;

/** At each shortened stretch the button that opens it. */
export function Gaps({ drawing }: { drawing: Drawing }) {
    const scene = drawing.painted.value;
    if (scene === undefined || drawing.kind.value === 'order') return null;
    const { height } = scene.view;
    const shown = scene.gaps.filter((gap) => {
        const middle = (gap.top + gap.bottom) / 2;
        return middle > 0 && middle < height && gap.bottom - gap.top > LEAST_PIXELS;
    });
    return (
        <>
            {shown.slice(0, MOST_BUTTONS).map(({ from, to, open, top, bottom }) => (
                <button
                    key={from}
                    type="button"
                    class="sequence-gap"
                    style={{ top: `${(top + bottom) / 2}px`, left: `${GUTTER + 8}px` }}
                    aria-expanded={open}
                    title={open ? 'Shorten this stretch again' : 'Draw this stretch at its true length'}
                    aria-label={`${duration(to - from)} without a ${scene.narrowed ? 'match' : 'packet'} at ${offset(from)}`}
                    onClick={() => drawing.toggleGap(from)}>
                    {open ? '⇤⇥' : '⇕'}
                </button>
            ))}
        </>
    );
}

/** What the pointer is on; the table says the same to those who use none. */
export function Hovered({ drawing, summary }: { drawing: Drawing; summary: QuicSummary }) {
    const prepared = drawing.prepared.value;
    const index = prepared?.byName.get(drawing.hovered.value);
    const packet = index === undefined ? undefined : prepared?.packets[index];
    if (packet === undefined || prepared === undefined || index === undefined) return null;
    const covered = prepared.acks.acked.get(index)?.length ?? 0;
    return (
        <div class="sequence-hover" aria-hidden="true">
            <strong>
                {packet.direction === 'sent' ? 'Sent' : 'Received'} {titleOf(packet)}
            </strong>{' '}
            {offset(packet.offsetNanos)}
            {packet.size !== null && `, ${plural(packet.size, 'byte')}`}
            <div class="mono">
                <Text of={framesText(packet, 6)} cut={400} />
            </div>
            <div>
                {fateText(packet, summary)}
                {packet.rttNanos !== null && ` after ${duration(packet.rttNanos)} (our clock)`}
                {covered > 0 && `acknowledges ${plural(covered, 'packet')} for the first time`}
            </div>
        </div>
    );
}
