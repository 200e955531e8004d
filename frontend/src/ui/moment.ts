/** Moments are ISO 8601 text with nanoseconds, which no number holds; the page reckons in offsets from an origin. */
export function nanosSince1970(iso: string): bigint {
    const [whole = '', fraction = ''] = iso.replace('Z', '').split('.');
    const millis = Date.parse(`${whole}Z`);
    return BigInt(Number.isNaN(millis) ? 0 : millis) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

export const offsetOf = (origin: string, iso: string): number => Number(nanosSince1970(iso) - nanosSince1970(origin));

export function momentOf(origin: string, offsetNanos: number): string {
    const nanos = nanosSince1970(origin) + BigInt(Math.round(offsetNanos));
    const whole = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
    const fraction = String(nanos % 1_000_000_000n)
        .padStart(9, '0')
        .replace(/0+$/, '');
    return fraction === '' ? `${whole}Z` : `${whole}.${fraction}Z`;
}
