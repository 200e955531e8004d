import { expect, it } from 'vitest';
import type { StreamRange } from '../../../api';
import { offsetsOf, slotOf } from './rangepaint';

const range = (offset: number, length: number): StreamRange => ({
    offsetNanos: 0,
    toOffsetNanos: 1,
    offset,
    length,
    bytes: length,
    count: 1,
    kind: 'sent',
});

it('reaches from 0 to a round end, or as close as one has come', () => {
    expect(offsetsOf([range(0, 1200), range(8_500, 1200)])).toEqual({ least: 0, most: 10_000 });
    expect(offsetsOf([range(8_000, 1200), range(9_200, 0)])).toEqual({ least: 8000, most: 9200 });
    expect(offsetsOf([])).toEqual({ least: 0, most: 1 });
    expect(offsetsOf([range(70, 0)])).toEqual({ least: 70, most: 71 });
});

it('gives what is too short to be seen a lane of its own, so that a loss does not hide what was sent', () => {
    const of = (kind: StreamRange['kind'], bytes = 1200) => slotOf({ ...range(0, 1200), kind, bytes }, 100, 100.4);
    const sent = of('sent');
    expect(of('retransmitted').left).toBeGreaterThanOrEqual(sent.left + sent.wide);
    expect(of('lost').left).toBeGreaterThanOrEqual(of('retransmitted').left + of('retransmitted').wide);
    expect(of('lost', 600).wide).toBe(of('lost').wide / 2);
    expect(slotOf({ ...range(0, 1200), kind: 'lost' }, 100, 140)).toEqual({ left: 100, wide: 40 });
});
