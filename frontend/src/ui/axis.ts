/** Round places on an axis from 0 to `end`, at most `most` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks(end: number, most: number): number[] {
    if (!(end > 0) || most < 1) return [0];
    const rough = end / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = ([1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10) * power;
    const found: number[] = [];
    for (let i = 0; i * step <= end * 1.0001; i++) found.push(i * step);
    return found;
}

/** A stretch of time as parts of a width, for CSS; a very short one stays visible. */
export function stretch(from: number, to: number, end: number): { left: string; width: string } {
    const percent = (n: number) => `${Math.max(0, Math.min(100, (n / (end || 1)) * 100)).toFixed(3)}%`;
    return { left: percent(from), width: `max(2px, ${percent(Math.max(0, to - from))})` };
}
