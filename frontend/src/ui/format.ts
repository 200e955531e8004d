const GROUPED = new Intl.NumberFormat('en-US');

/** 12,345; a dash where a shared view tells no number */
export function count(n: number | null): string {
    return n === null ? '–' : GROUPED.format(n);
}

/** `1 request`, `12,345 requests` */
export function plural(n: number, one: string, many = `${one}s`): string {
    return `${count(n)} ${n === 1 ? one : many}`;
}

/** A rate in at most five characters: 0, 4.2, 310, 12.3k, 1.4M */
export function rate(n: number): string {
    if (n >= 999_500) return `${(n / 1e6).toFixed(1)}M`;
    if (n >= 9_995) return `${(n / 1e3).toFixed(1)}k`;
    return n > 0 && n < 10 ? String(Number(n.toFixed(1))) : count(Math.round(n));
}

/** 512 B, 1.5 kB, 20 MB: powers of a thousand */
export function bytes(n: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (n >= 999.5 && unit < units.length - 1) {
        n /= 1000;
        unit++;
    }
    return `${unit === 0 ? n : three(n)} ${units[unit] ?? ''}`;
}

/** A share of a whole in per cent: 0%, 0.05%, 1.20%, 12.3%, 100% */
export function percent(share: number): string {
    const of = share * 100;
    if (of === 0) return '0%';
    if (of < 0.005) return '< 0.01%';
    return `${of > 99.95 && of < 100 ? '> 99.9' : of === 100 ? '100' : three(of)}%`;
}

/** Bytes a second as the bits a second that links are measured in: 850 b/s, 1.50 Mb/s */
export function bitrate(bytesPerSecond: number): string {
    const units = ['b/s', 'kb/s', 'Mb/s', 'Gb/s', 'Tb/s'];
    let n = bytesPerSecond * 8;
    let unit = 0;
    while (n >= 999.5 && unit < units.length - 1) {
        n /= 1000;
        unit++;
    }
    return `${unit === 0 ? Math.round(n) : three(n)} ${units[unit] ?? ''}`;
}

/** 850 ns, 12.3 µs, 4.56 ms, 1.23 s, 2 min 3 s */
export function duration(nanos: number): string {
    if (nanos < 0) return `−${duration(-nanos)}`;
    if (nanos < 999.5) return `${Math.round(nanos)} ns`;
    if (nanos < 999.5e3) return `${three(nanos / 1e3)} µs`;
    if (nanos < 999.5e6) return `${three(nanos / 1e6)} ms`;
    if (nanos < 59.95e9) return `${three(nanos / 1e9)} s`;
    const seconds = Math.round(nanos / 1e9);
    if (seconds < 3600) return parts(Math.floor(seconds / 60), 'min', seconds % 60, 's');
    return parts(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
}

/** `2 min 3 s`, and no rest where there is none: `10 min` */
function parts(whole: number, unit: string, rest: number, ofRest: string): string {
    return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${ofRest}`;
}

/** How long after (or before) a beginning: +1.20 µs, −10.1 µs, 0 */
export function offset(nanos: number): string {
    return nanos > 0 ? `+${duration(nanos)}` : nanos < 0 ? duration(nanos) : '0';
}

/** Three significant digits, no exponent. */
function three(n: number): string {
    if (n >= 99.95) return n.toFixed(0);
    return n >= 9.995 ? n.toFixed(1) : n.toFixed(2);
}

/** 00:12, 1:02:03: what a stopwatch shows */
export function stopwatch(millis: number): string {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    const two = (n: number) => String(n).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
    return hours > 0 ? `${hours}:${rest}` : rest;
}

/** How long something took that is over: under a second it shows more than a stopwatch would. */
export function lasted(millis: number, running = false): string {
    if (running || millis >= 1000) return stopwatch(millis);
    return millis < 1 ? '< 1 ms' : duration(millis * 1e6);
}

const GENERATION = 2 ** 44;
const UNNAMED = 2 ** 43;

/** H2O's number of a connection, `2:17` in the second process of a session; `unnamed 5` where no probe told a number. */
export function connName(conn: number): string {
    const generation = Math.floor(conn / GENERATION);
    const own = conn % GENERATION;
    const name = own < UNNAMED ? String(own) : `unnamed ${own - UNNAMED}`;
    return generation === 0 ? name : `${generation + 1}:${name}`;
}

/** What a server says in passing, as a sentence. */
export function sentence(text: string): string {
    const trimmed = text.trim();
    if (trimmed === '') return '';
    return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?…)]$/.test(trimmed) ? '' : '.');
}

/** Wall clock here, to the millisecond: 21:04:05.123 */
export function clock(iso: string): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    const two = (n: number) => String(n).padStart(2, '0');
    const millis = String(date.getMilliseconds()).padStart(3, '0');
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}

/** The day and minute: `today 21:04`, `19 Nov 21:04`, `19 Nov 2025` */
export function moment(iso: string, now = new Date()): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    const time = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
    if (date.toDateString() === now.toDateString()) return `today ${time}`;
    const day = `${date.getDate()} ${date.toLocaleString('en-GB', { month: 'short' })}`;
    return date.getFullYear() === now.getFullYear() ? `${day} ${time}` : `${day} ${date.getFullYear()}`;
}

/** Milliseconds from one time to another. */
export function between(from: string, to: string): number {
    return Date.parse(to) - Date.parse(from);
}
