import type { Overview } from '../../../api';
import { momentOf } from '../../../ui/moment';
import { clock, count, duration, plural } from '../../../ui/format';
import { nanosOf } from '../../../ui/timeaxis';
import { type Frame, inDurations, type Point } from './frame';
import { bars, bucketAt, cellCount, KINDS, nanosAt, rowAt, rowSpan, type Selection, spanOf, type Stack } from './model';

export interface Told {
    head: string;
    lines: { kind: string; text: string }[];
}

const span = (origin: string, from: number, to: number) =>
    `${clock(momentOf(origin, from))} – ${clock(momentOf(origin, to))}`;

const durations = ({ from, to }: { from: number; to: number }) =>
    from <= 0 ? `under ${duration(to)}` : `${duration(from)} to ${duration(to)}`;

/** The exact numbers of what is under a point. */
export function toldAt(overview: Overview, frame: Frame, stack: Stack, at: Point, cells: boolean): Told {
    const bucket = bucketAt(overview, nanosOf(frame.scale, at.x));
    const { from, to } = spanOf(overview, bucket);
    const head = span(overview.origin, from, to);
    if (inDurations(frame, at)) {
        const row = rowAt(overview, nanosAt(frame.log, at.y));
        const text = `${plural(cellCount(overview, bucket, row), 'request')} of ${durations(rowSpan(overview, row))}`;
        return { head, lines: cells ? [{ kind: '', text }] : [] };
    }
    const bar = bars(overview, stack).find(({ index }) => index === bucket);
    const lines = KINDS[stack].map((kind, i) => ({ kind, n: bar?.counts[i] ?? 0 })).filter(({ n }) => n > 0);
    const all = { kind: '', text: plural(bar?.total ?? 0, 'request') };
    return { head, lines: [all, ...lines.map(({ kind, n }) => ({ kind, text: `${count(n)} ${kindName(kind)}` }))] };
}

export const kindName = (kind: string): string => (kind === 'none' ? 'no response' : kind);

export const told = ({ head, lines }: Told): string => [head, ...lines.map(({ text }) => text)].join(', ');

/** What is selected, in words. */
export const selected = (origin: string, { time, duration: of }: Selection): string =>
    `${span(origin, time.from, time.to)}${of === undefined ? '' : `, ${durations(of)}`}`;
