import type { Lane } from '../../api';
import { exact } from '../../ui/axispaint';
import { clock, count, duration, plural, rate } from '../../ui/format';
import { momentOf } from '../../ui/moment';
import { Text } from '../../ui/text';
import { lengthOf, nanosOf, pixelOf, type Scale } from '../../ui/timeaxis';
import { isTcp, type Place } from './geometry';
import { coarser, heatAt, latencyScale } from './heat';
import { hitAt } from './hit';
import { isOpen } from './lanes/boxes';
import type { Look } from './look';
import { partsOf, stackIn } from './painttracks';
import { perSecond, readingAt } from './stack';
import type { View } from './view';

interface ReadingProps {
    look: Look;
    view: View;
    scale: () => Scale;
}

/** The time under the pointer as a line through everything, its moment on the axis, and what lies there in words. */
export function Reading({ look, view, scale }: ReadingProps) {
    const at = look.timeline.cursor.value;
    const shown = look.timeline.shown.value;
    const where = view.hover.value;
    if (at === undefined || look.origin === '') return null;
    const line = scale();
    const x = pixelOf(line, at);
    const words = where === undefined ? [] : wordsAt(look, view, line, where);
    const flips = where !== undefined && x > (line.start + line.end) / 2;
    return (
        <>
            <div class="time-cursor" style={{ transform: `translateX(${Math.round(x)}px)` }} />
            <div
                class="time-pill"
                style={{
                    transform: `translateX(clamp(0px, calc(${Math.round(x)}px - 50%), calc(${line.end}px - 100%)))`,
                }}>
                {exact(at, lengthOf(shown))} · {clock(momentOf(look.origin, at))}
            </div>
            {words.length > 0 && where !== undefined && (
                <div
                    class="time-words"
                    style={{
                        top: `${where.y + 14}px`,
                        ...(flips ? { right: `calc(100% - ${x - 10}px)` } : { left: `${x + 12}px` }),
                    }}>
                    {words.map((word, i) =>
                        i === 0 ? (
                            <strong key={word}>
                                <Text of={word} cut={200} />
                            </strong>
                        ) : (
                            <div key={word}>
                                <Text of={word} cut={200} />
                            </div>
                        ),
                    )}
                </div>
            )}
        </>
    );
}

function wordsAt(look: Look, view: View, scale: Scale, where: { x: number; y: number }): string[] {
    const hit = hitAt(look, view, scale, where);
    if (hit === undefined) return [];
    const at = nanosOf(scale, where.x);
    if (hit.kind === 'flags') return lostAt(look, at) ?? ['Click to note something here'];
    if (hit.kind === 'track') return trackWords(look, view, scale, hit.place, at, where.y);
    const { item, lane } = hit;
    if (lane === undefined) return [];
    return item === undefined ? laneWords(lane, at) : itemWords(lane, item, view);
}

function lostAt(look: Look, at: number): string[] | undefined {
    const lost =
        look.whole.peek()?.losses.filter((loss) => loss.fromOffsetNanos <= at && at <= loss.toOffsetNanos) ?? [];
    return lost.length === 0
        ? undefined
        : lost.map(({ hop, count: n }) => `${n === null ? 'events' : plural(n, 'event')} lost: ${hop}`);
}

function trackWords(look: Look, view: View, scale: Scale, place: Place, at: number, y: number): string[] {
    const { name } = place;
    if (name === 'life') return lifeWords(view, scale, at);
    if (isTcp(name)) return view.life.tcp.words(at);
    const whole = look.whole.peek();
    const parts = partsOf(scale, look.tracks.pieces.peek(), whole, look.timeline.extent.peek());
    const part = parts.find(({ from, to }) => at >= from && at < to);
    if (part === undefined || whole === undefined) return [];
    if (name === 'latency') {
        const { least, most } = latencyScale(whole);
        const up = Math.min(1, Math.max(0, (place.ground - y) / (place.ground - place.ceiling)));
        const found = heatAt(coarser(part.of), at, least * (most / least) ** up);
        return found === undefined
            ? []
            : [plural(found.count, 'request'), `took ${duration(found.from)} to ${duration(found.to)}`];
    }
    const stack = stackIn(part.of, name);
    const kinds = stack === undefined ? undefined : readingAt(stack, at);
    if (stack === undefined || kinds === undefined) return [];
    const total = kinds.reduce((sum, { count: n }) => sum + n, 0);
    return [
        `${rate(perSecond(total, stack.bucketNanos))}/s`,
        ...kinds.map(({ dress, count: n }) => `${dress.name}: ${count(n)} in ${duration(stack.bucketNanos)}`),
    ];
}

function lifeWords(view: View, scale: Scale, at: number): string[] {
    const room = (lengthOf(scale) / (scale.end - scale.start)) * 7;
    return view.life.marks
        .peek()
        .filter((mark) => Math.abs(mark.at - at) <= room)
        .slice(0, 6)
        .map(({ text }) => text);
}

function itemWords({ items }: Lane, i: number, view: View): string[] {
    const to = items.to[i] ?? -1;
    const of = items.count[i] ?? 1;
    const status = items.status[i] ?? 0;
    return [
        items.label[i] || view.names.of(items.request[i] ?? ''),
        status === 0 ? 'no response seen' : `status ${status}`,
        isOpen(to) ? 'no end seen' : `took ${duration(to - (items.from[i] ?? 0))}`,
        ...(of > 1 ? [`the longest of ${count(of)} that began here`] : []),
    ];
}

function laneWords({ label, life }: Lane, at: number): string[] {
    if (life === null || at < life.from || at > life.to) return [];
    return [
        label,
        ...(life.beforeCapture ? ['open before the capture'] : []),
        ...(life.handshakeNanos === null ? [] : [`handshake ${duration(life.handshakeNanos)}`]),
        life.end === null ? 'no end seen' : `ended: ${life.end}`,
        ...(life.resent?.length ? [`× TCP sent something again in ${plural(life.resent.length, 'second')}`] : []),
    ];
}
