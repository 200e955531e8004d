import { describe, expect, it } from 'vitest';
import type { Packet, Series } from '../../../api';
import type { Piece } from '../../../ui/windows';
import { bent } from './hands';
import { placeOf } from './layout';
import type { Stretch } from './load';
import { acked } from './made';
import { prepare, sceneOf, type Style } from './scene';

const MS = 1e6;
const size = { width: 1000, height: 700 };
const style: Style = { kind: 'time', vantage: 'server', rttNanos: 20 * MS, opened: new Set(), narrowed: false };
const NO_COUNTS: Series = {
    from: '',
    offsetNanos: 0,
    bucketNanos: 1 << 20,
    buckets: 1,
    exact: true,
    series: {},
    notes: [],
};

function pieceOf(packets: Packet[] | undefined, to = 10_000 * MS): Piece<Stretch> {
    return { from: 0, to, window: to, value: { counts: NO_COUNTS, packets, cut: false } };
}

const drawn = (piece: Piece<Stretch>, of: Style = style, shown = { from: 0, to: 10_000 * MS }) =>
    sceneOf(piece, prepare(piece, of), of, shown, size, '');

/** Bursts of ten packets, 20 µs between them, with seconds of rest after each third burst. */
const bursts = (count: number) =>
    Array.from({ length: count }, (_, i) =>
        acked(i, Math.floor(i / 10) * 40 * MS + Math.floor(i / 30) * 2000 * MS + (i % 10) * 20_000, 20 * MS),
    );

describe('a scene', () => {
    it('is of arrows as long as they can be read, and of bands beyond that', () => {
        expect(drawn(pieceOf(bursts(120))).arrows.length).toBe(120);
        const many = drawn(pieceOf(Array.from({ length: 2001 }, (_, i) => acked(i, i * MS, 20 * MS))));
        expect([many.arrows.length, many.labels.length]).toEqual([0, 0]);
        expect(many.bands).toBeDefined();
        expect(drawn(pieceOf(undefined)).bands).toBeDefined();
    });

    it.each(['time', 'order'] as const)('has its times where they are, in order and apart, by %s', (kind) => {
        const scene = drawn(pieceOf(bursts(120)), { ...style, kind });
        expect(scene.ticks.length).toBeGreaterThan(3);
        scene.ticks.forEach(({ at, y }, i) => {
            expect(scene.scale.nanos(placeOf(y, scene.view))).toBeCloseTo(at, 0);
            const before = scene.ticks[i - 1];
            if (before !== undefined) expect(y - before.y).toBeGreaterThan(20);
        });
    });

    it('shortens rests and draws them at their length once they are opened', () => {
        const piece = pieceOf(bursts(120));
        const shut = drawn(piece).gaps.find((gap) => gap.to - gap.from > 1500 * MS);
        expect(shut?.open).toBe(false);
        const opened = drawn(piece, { ...style, opened: new Set([shut?.from ?? 0]) }).gaps;
        const open = opened.find(({ from }) => from === shut?.from);
        expect(open?.open).toBe(true);
        expect((open?.bottom ?? 0) - (open?.top ?? 0)).toBeGreaterThan((shut?.bottom ?? 0) - (shut?.top ?? 0));
    });

    it('keeps what is under the pointer there while one comes closer, though time bends', () => {
        const scene = drawn(pieceOf(bursts(120)));
        for (const y of [3, 200, 431, 699]) {
            const under = scene.scale.nanos(placeOf(y, scene.view));
            const shown = bent(scene, 0, 0.5, y);
            const share = (place: number) =>
                (place - scene.scale.place(shown.from)) / (scene.scale.place(shown.to) - scene.scale.place(shown.from));
            expect(share(scene.scale.place(under)) * size.height).toBeCloseTo(y, 3);
        }
    });
});
