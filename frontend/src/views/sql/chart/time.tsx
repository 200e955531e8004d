import { useRef, useState } from 'preact/hooks';
import type { Session } from '../../../api';
import { Canvas } from '../../../ui/canvas';
import { clock, count, duration } from '../../../ui/format';
import { momentOf } from '../../../ui/moment';
import { nanosOf, type Span } from '../../../ui/timeaxis';
import { Text } from '../../../ui/text';
import { format, requestsOf, type ChartMark } from '../../../route';
import { amount, type Unit } from '../unit';
import { Legend } from './legend';
import type { TimeModel } from './model';
import { paintTime, scaleOf } from './paint';

interface TimeProps {
    model: TimeModel;
    mark: ChartMark;
    unit: Unit | undefined;
    label: string;
    /** Those that were asked: a stretch leads to their requests. */
    sessions: readonly Session[];
}

const LEAST_PIXELS = 4;

/** Amounts over time; the pointer reads them, drawn over a stretch it leads to the requests of it. */
export function TimeChart({ model, mark, unit, label, sessions }: TimeProps) {
    const box = useRef<HTMLDivElement>(null);
    const [hovered, setHovered] = useState<number>();
    const [area, setArea] = useState<Span>();
    const begun = useRef<number>();
    const at = (event: PointerEvent) => {
        const place = box.current?.getBoundingClientRect() ?? new DOMRect();
        return nanosOf(scaleOf(place.width, model), event.clientX - place.left);
    };
    const held = (n: number) => Math.min(Math.max(n, model.span.from), model.span.to);
    const near = hovered === undefined ? undefined : nearest(model, hovered);
    const step = (by: number) => setHovered(beside(model, near, by));
    return (
        <div class="sql-chart">
            <Legend names={model.series.map(({ name }) => name)} mark={mark} />
            <div
                class="sql-canvas"
                onPointerDown={(event) => {
                    if (event.button !== 0) return;
                    event.currentTarget.setPointerCapture(event.pointerId);
                    begun.current = held(at(event));
                    setArea(undefined);
                }}
                onPointerMove={(event) => {
                    setHovered(held(at(event)));
                    const from = begun.current;
                    if (from === undefined) return;
                    const to = held(at(event));
                    const width = box.current?.clientWidth ?? 1;
                    const least = ((model.span.to - model.span.from) / width) * LEAST_PIXELS;
                    setArea(
                        Math.abs(to - from) < least ? undefined : { from: Math.min(from, to), to: Math.max(from, to) },
                    );
                }}
                onPointerUp={() => (begun.current = undefined)}
                onPointerCancel={() => (begun.current = undefined)}
                onPointerLeave={() => begun.current === undefined && setHovered(undefined)}
                onKeyDown={(event) => {
                    if (event.key === 'ArrowRight') step(1);
                    else if (event.key === 'ArrowLeft') step(-1);
                    else if (event.key === 'Escape' && area !== undefined) setArea(undefined);
                    else return;
                    event.preventDefault();
                    event.stopPropagation();
                }}>
                <Canvas
                    box={box}
                    label={`${label}. The table below has the same as text; the arrow keys read it`}
                    paint={(surface) => paintTime(surface, { model, mark, unit, hovered: near, area })}
                />
            </div>
            <p class="sql-reading" role="status">
                {area !== undefined ? (
                    <Stretch model={model} area={area} sessions={sessions} />
                ) : near === undefined ? (
                    <span class="quiet">
                        Point at it to read it; draw over a stretch for its requests.{said(model)}
                    </span>
                ) : (
                    <>
                        <strong>{clock(momentOf(model.origin, near))}</strong>
                        {model.series.map((series) => {
                            const n = valueAt(series, near);
                            return (
                                n !== undefined && (
                                    <span key={series.name} title={String(n)}>
                                        <Text of={series.name} cut={40} /> {amount(n, unit)}
                                    </span>
                                )
                            );
                        })}
                    </>
                )}
            </p>
        </div>
    );
}

const said = ({ left }: TimeModel) => (left > 0 ? ` ${count(left)} without a time or a number are not drawn.` : '');

/** Where one goes from a stretch of time. */
function Stretch({ model, area, sessions }: { model: TimeModel; area: Span; sessions: readonly Session[] }) {
    const [from, to] = [momentOf(model.origin, area.from), momentOf(model.origin, area.to)];
    return (
        <>
            <strong>
                {clock(from)} to {clock(to)}, {duration(area.to - area.from)}
            </strong>
            {sessions.slice(0, 4).map(({ id, name }) => (
                <a key={id} href={format({ ...requestsOf(id), from, to })}>
                    Requests of this stretch
                    {sessions.length > 1 && (
                        <>
                            {' '}
                            in <Text of={name} cut={40} />
                        </>
                    )}
                </a>
            ))}
        </>
    );
}

/** The moment of a row that is closest. */
export function nearest({ series }: TimeModel, at: number): number | undefined {
    let best: number | undefined;
    for (const each of series) {
        for (const moment of around(each.at, at))
            if (best === undefined || Math.abs(moment - at) < Math.abs(best - at)) best = moment;
    }
    return best;
}

/** The last before it and the first behind it, in a list that is in order. */
function around(moments: Float64Array, at: number): number[] {
    let [low, high] = [0, moments.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((moments[middle] ?? 0) < at) low = middle + 1;
        else high = middle;
    }
    return [moments[low - 1], moments[low]].filter((each) => each !== undefined);
}

function beside(model: TimeModel, at: number | undefined, by: number): number | undefined {
    const moments = [...new Set(model.series.flatMap((series) => [...series.at]))].sort((a, b) => a - b);
    if (at === undefined) return by > 0 ? moments[0] : moments.at(-1);
    return moments[Math.max(0, Math.min(moments.length - 1, moments.indexOf(at) + by))];
}

function valueAt({ at, n }: TimeModel['series'][number], moment: number): number | undefined {
    const place = at.indexOf(moment);
    return place < 0 ? undefined : n[place];
}
