import { nanosSince1970 } from './moment';
import { type Span, stepOf, type Tick } from './timeaxis';

const DAY = 86_400e9;

/** Round moments of the clock on the wall here; `origin` is what the stretch's offsets count from. */
export function clockTicks(origin: string, span: Span, most: number): Tick[] {
    const midnight = midnightBefore(origin);
    const step = stepOf(span.to - span.from, most);
    const found: Tick[] = [];
    for (let i = Math.ceil((span.from - midnight) / step); midnight + i * step <= span.to; i++)
        found.push({ at: midnight + i * step, label: clockLabel(origin, midnight, i * step, step) });
    return found;
}

/** As an offset from the origin. */
function midnightBefore(origin: string): number {
    const day = new Date(origin);
    day.setHours(0, 0, 0, 0);
    return Number(BigInt(day.getTime()) * 1_000_000n - nanosSince1970(origin));
}

/** As many digits as the step needs: `21:04`, `21:04:05`, `21:04:05.25`. */
function clockLabel(origin: string, midnight: number, nanos: number, step: number): string {
    const days = Math.floor(nanos / DAY);
    if (step >= DAY) {
        const millis = Number(nanosSince1970(origin) / 1_000_000n) + (midnight + nanos) / 1e6;
        return new Date(millis).toLocaleString('en-GB', { day: 'numeric', month: 'short' });
    }
    const two = (n: number) => String(n).padStart(2, '0');
    const rest = Math.round(nanos - days * DAY);
    const seconds = Math.floor(rest / 1e9);
    const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
    if (step >= 60e9) return clock;
    const digits = Math.max(0, Math.ceil(9 - Math.log10(step) - 1e-9));
    const fraction =
        digits === 0
            ? ''
            : `.${String(rest % 1e9)
                  .padStart(9, '0')
                  .slice(0, digits)}`;
    return `${clock}:${two(seconds % 60)}${fraction}`;
}
