import { describe, expect, it } from 'vitest';
import { fitted, type ScaleKind, scaleOf } from './scale';

/** Bursts and rests as a connection has them: repeatable, and nothing round about it. */
function instants(count: number): Float64Array {
    let seed = 7;
    let at = 0;
    return Float64Array.from({ length: count }, () => {
        seed = (seed * 48271) % 2147483647;
        at += seed % 17 === 0 ? (seed % 900) * 1e6 : seed % 40_000;
        return at;
    });
}

const IDLE = 50e6;

describe.each<ScaleKind>(['time', 'order'])('a scale of %s', (kind) => {
    const all = instants(3000);
    const scale = scaleOf(all, { kind, idleNanos: IDLE });

    it('is strictly monotone: what was later stands further', () => {
        for (let i = 1; i < all.length; i++) {
            const [before, now] = [all[i - 1] ?? 0, all[i] ?? 0];
            if (now > before) expect(scale.place(now)).toBeGreaterThan(scale.place(before));
            else expect(scale.place(now)).toBe(scale.place(before));
        }
    });

    it('is invertible, in gaps and beyond its ends too', () => {
        const last = all.at(-1) ?? 0;
        for (let at = -1e9; at < last + 1e9; at += last / 4999)
            expect(Math.abs(scale.nanos(scale.place(at)) - at)).toBeLessThan(1);
    });

    it('finds each gap and shortens it', () => {
        const gaps = [...all].filter((at, i) => i > 0 && at - (all[i - 1] ?? 0) > IDLE);
        expect(gaps.length).toBeGreaterThan(10);
        expect(scale.gaps.map(({ to }) => to)).toEqual(gaps);
        const most = kind === 'time' ? IDLE : 2;
        for (const { from, to } of scale.gaps) expect(scale.place(to) - scale.place(from)).toBeLessThanOrEqual(most);
    });
});

describe('a scale', () => {
    it('keeps time’s proportions where nothing is shortened', () => {
        const scale = scaleOf([0, 10, 30, 100], { kind: 'time', idleNanos: 1000 });
        expect([0, 5, 10, 30, 100, 150].map(scale.place)).toEqual([0, 5, 10, 30, 100, 150]);
        expect(scale.gaps).toEqual([]);
    });

    it('draws an opened gap at its true length, and still knows it', () => {
        const scale = scaleOf([0, 10, 5010], { kind: 'time', idleNanos: 1000, opened: new Set([10]) });
        expect(scale.place(5010) - scale.place(10)).toBe(5000);
        expect(scale.gaps).toEqual([{ from: 10, to: 5010, open: true }]);
    });

    it('gives every instant the same room where only order counts', () => {
        const scale = scaleOf([0, 1, 1, 700, 702], { kind: 'order', idleNanos: 1e9 });
        expect([0, 1, 700, 702].map(scale.place)).toEqual([0, 1, 2, 3]);
    });

    it('is time itself where nothing was seen', () => {
        const scale = scaleOf([], { kind: 'time', idleNanos: 1 });
        expect(scale.nanos(scale.place(42))).toBe(42);
    });
});

describe('a fitted scale', () => {
    const all = instants(3000);
    const last = all.at(-1) ?? 0;
    const scale = scaleOf(all, { kind: 'time', idleNanos: IDLE });

    it.each([
        ['all of it', 0, last],
        ['a part of it', last / 3, last / 2],
        ['a rest and a little besides', (scale.gaps[5]?.from ?? 0) - 1e5, (scale.gaps[5]?.to ?? 0) + 1e5],
    ])('gives gaps a small share of %s, and is invertible', (_, from, to) => {
        const fit = fitted(scale, { from, to }, 0.02);
        const whole = fit.place(to) - fit.place(from);
        const gaps = scale.gaps.filter((gap) => gap.to > from && gap.from < to);
        const shares = gaps.map((gap) => (fit.place(gap.to) - fit.place(gap.from)) / whole);
        expect(shares.length).toBeGreaterThan(0);
        for (const share of shares) expect(share).toBeLessThan(0.0201);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(0.5);
        for (let at = from; at < to; at += (to - from) / 999)
            expect(Math.abs(fit.nanos(fit.place(at)) - at)).toBeLessThan(1e3);
    });

    it('is the same where no gap is in sight', () => {
        const [one, next] = [scale.gaps[0], scale.gaps[1]];
        expect(fitted(scale, { from: one?.to ?? 0, to: next?.from ?? 0 }, 0.02)).toBe(scale);
    });
});
