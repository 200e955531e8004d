import type { Keeping, KeepingReason, KeepingSettings, LeavingSession } from '../../api/keeping';
import { bytes, plural } from '../../ui/format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `now`, `in 9 minutes`, `in 5 hours`, `in 3 days`: rounded down, so that nothing goes before it was said. */
export function dueIn(millis: number): string {
    if (millis < MINUTE) return millis <= 0 ? 'now' : 'within a minute';
    if (millis < HOUR) return `in ${plural(Math.floor(millis / MINUTE), 'minute')}`;
    if (millis < 2 * DAY) return `in ${plural(Math.floor(millis / HOUR), 'hour')}`;
    return `in ${plural(Math.floor(millis / DAY), 'day')}`;
}

/** Why, after a colon. */
export function reasonText(reason: KeepingReason, { ageDays, bytes: most, reserveBytes }: KeepingSettings): string {
    if (reason === 'age') return ageDays === null ? 'too old' : `older than ${plural(ageDays, 'day')}`;
    if (reason === 'bytes') return most === null ? 'too much' : `all sessions take more than ${bytes(most)}`;
    return `less than ${bytes(reserveBytes)} of the disk were free`;
}

/** `Deleted in 3 days: older than 30 days.` */
export function leavingText(leaving: LeavingSession, settings: KeepingSettings, now: number): string {
    return `Deleted ${dueIn(Date.parse(leaving.at) - now)}: ${reasonText(leaving.reason, settings)}.`;
}

/** Those that go within a day, the first of them first. */
export function soon(keeping: Keeping, now: number): LeavingSession[] {
    return keeping.plan.filter(({ at }) => Date.parse(at) - now < DAY);
}

/** `1.20 GB of 20.0 GB`, or without the limit that there is not. */
export function usedText({ used, settings }: Keeping): string {
    return settings.bytes === null ? bytes(used.bytes) : `${bytes(used.bytes)} of ${bytes(settings.bytes)}`;
}

/** A size as one would type it: the largest unit that it is whole in. */
export function sizeText(n: number | null): string {
    if (n === null) return '';
    const units = ['', ' KiB', ' MiB', ' GiB', ' TiB'];
    let unit = 0;
    while (n > 0 && n % 1024 === 0 && unit < units.length - 1) {
        n /= 1024;
        unit++;
    }
    return `${n}${units[unit] ?? ''}`;
}

/** What was typed, as the server takes it: nothing is no limit. */
export function wishOf({ age, most, reserve }: { age: string; most: string; reserve: string }) {
    const days = Number(age);
    return {
        ageDays: age.trim() === '' ? null : Number.isInteger(days) ? days : 0,
        bytes: most.trim() === '' ? null : most.trim(),
        reserveBytes: reserve.trim() === '' ? 0 : reserve.trim(),
    };
}
