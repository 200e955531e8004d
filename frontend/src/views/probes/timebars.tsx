import { useRef, useState } from 'preact/hooks';
import type { FiredProbes } from '../../api/probes';
import { count, duration, offset, plural } from '../../ui/format';
import { barPath, momentAt } from './layout';

interface TimeBarsProps {
    of: FiredProbes;
    counts: readonly number[];
    narrowed: boolean;
    onNarrow: (from: string, to: string) => void;
}

const WIDTH = 1000;
const HEIGHT = 56;

/** When a probe fired; a stretch that is drawn over it, or walked with the arrow keys, narrows all else to it. */
export function TimeBars({ of, counts, narrowed, onNarrow }: TimeBarsProps) {
    const box = useRef<HTMLDivElement>(null);
    const [drawn, setDrawn] = useState<[number, number]>();
    const steps = Math.max(1, counts.length);
    const place = (clientX: number) => {
        const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
        return Math.max(0, Math.min(steps - 1, Math.floor(((clientX - left) / width) * steps)));
    };
    const narrow = ([a, b]: [number, number]) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        setDrawn(undefined);
        onNarrow(
            momentAt(of.origin, of.from + first * of.bucketNanos),
            momentAt(of.origin, of.from + (last + 1) * of.bucketNanos - 1),
        );
    };
    const press = (key: KeyboardEvent) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
        if (by !== undefined) {
            const [a, b] = drawn ?? (by > 0 ? [-1, -1] : [steps, steps]);
            const next = Math.max(0, Math.min(steps - 1, b + by));
            setDrawn(key.shiftKey && drawn !== undefined ? [a, next] : [next, next]);
        } else if (key.key === 'Enter' && drawn !== undefined) narrow(drawn);
        else if (key.key === 'Escape' && drawn !== undefined) setDrawn(undefined);
        else return;
        key.preventDefault();
        key.stopPropagation();
    };
    const [low, high] = drawn === undefined ? [0, -1] : [Math.min(...drawn), Math.max(...drawn)];
    const chosen = counts.slice(low, high + 1).reduce((sum, each) => sum + each, 0);
    return (
        <figure class="probe-time">
            <div
                ref={box}
                class="probe-bars"
                role="slider"
                tabIndex={0}
                aria-label="Events over time"
                aria-valuemin={0}
                aria-valuemax={steps - 1}
                aria-valuenow={high < 0 ? 0 : high}
                aria-valuetext={
                    drawn === undefined
                        ? 'all of it; arrow keys choose a step, with Shift a stretch, Enter narrows to it'
                        : `${plural(chosen, 'event')} at ${offset(of.from + low * of.bucketNanos)}`
                }
                onKeyDown={press}
                onPointerDown={(event) => {
                    if (event.button !== 0) return;
                    event.currentTarget.setPointerCapture(event.pointerId);
                    const at = place(event.clientX);
                    setDrawn([at, at]);
                }}
                onPointerMove={(event) => {
                    if (drawn !== undefined && event.currentTarget.hasPointerCapture(event.pointerId))
                        setDrawn([drawn[0], place(event.clientX)]);
                }}
                onPointerUp={() => drawn !== undefined && narrow(drawn)}>
                <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                    {drawn !== undefined && (
                        <rect
                            class="probe-drawn"
                            x={(low / steps) * WIDTH}
                            width={((high - low + 1) / steps) * WIDTH}
                            y={0}
                            height={HEIGHT}
                        />
                    )}
                    <path d={barPath(counts, WIDTH, HEIGHT)} />
                </svg>
            </div>
            <figcaption class="quiet">
                <span>{offset(of.from)}</span>
                <span>
                    {drawn === undefined
                        ? `${plural(
                              counts.reduce((sum, each) => sum + each, 0),
                              'event',
                          )} in this time, at most ${count(Math.max(0, ...counts))} in ${duration(of.bucketNanos)}`
                        : `${plural(chosen, 'event')} in ${duration((high - low + 1) * of.bucketNanos)}`}
                    {narrowed && (
                        <button type="button" class="link-button" onClick={() => onNarrow('', '')}>
                            all of the session
                        </button>
                    )}
                </span>
                <span>{offset(of.from + steps * of.bucketNanos)}</span>
            </figcaption>
        </figure>
    );
}
