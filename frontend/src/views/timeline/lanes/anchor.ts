/** How far to scroll so that a lane in sight stays where it is when others come or go: itself, else the nearest that stays. */
export function anchored(
    before: readonly string[],
    after: readonly string[],
    top: number,
    at: number,
    rowPixels: number,
): number {
    const places = new Map(after.map((key, i) => [key, i]));
    for (let away = 0; away < before.length; away++) {
        for (const i of away === 0 ? [at] : [at + away, at - away]) {
            const place = places.get(before[i] ?? '');
            if (i >= 0 && i < before.length && place !== undefined) return Math.max(0, top + (place - i) * rowPixels);
        }
    }
    return Math.min(top, Math.max(0, (after.length - 1) * rowPixels));
}
