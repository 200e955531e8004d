import { describe, expect, it } from 'vitest';
import { type Counted, rateOf, retransmitsWithin, stepAt, stepsOf } from './steps';

const SECOND = 1e9;
const point = (seconds: number, received: number, acked: number, retransmits = 0): Counted => ({
    offsetNanos: seconds * SECOND,
    bytesReceived: received,
    bytesAcked: acked,
    bytesSent: acked,
    retransmits,
    rttNanos: 1e6 * (1 + retransmits),
    rttMinNanos: 1e6,
    cwnd: 10,
});

describe('the steps of a TCP connection', () => {
    it('are the differences of what the kernel counted, from the beginning on', () => {
        const { steps } = stepsOf([point(1, 100, 2000), point(2, 150, 5000, 3)], 0);
        expect(
            steps.map(({ from, to, received, acked, retransmits }) => [from, to, received, acked, retransmits]),
        ).toEqual([
            [0, SECOND, 100, 2000, 0],
            [SECOND, 2 * SECOND, 50, 3000, 3],
        ]);
    });

    it('begin with the first that was told where the connection is older than the capture', () => {
        const { steps } = stepsOf([point(1, 1e9, 1e9), point(2, 1e9 + 10, 1e9)], undefined);
        expect(steps.map(({ received }) => received)).toEqual([10]);
        expect(stepsOf([point(1, 5, 5)], undefined).steps).toEqual([]);
    });

    it('have their bytes in the last second of a rest: only a connection that moved is read again', () => {
        const { steps, mostAckedRate } = stepsOf([point(1, 0, 1000), point(30, 0, 3100)], 0);
        const last = steps[1];
        expect(last?.busyFrom).toBe(30 * SECOND - 1.05e9);
        expect(last && rateOf(last.acked, last)).toBe(2000);
        expect(mostAckedRate).toBe(2000);
    });

    it('are in the order of time, however they came, and never fall', () => {
        const { steps } = stepsOf([point(2, 10, 10), point(1, 20, 5)], 0);
        expect(steps.map(({ received }) => received)).toEqual([20, 0]);
    });

    it('say how high each of the graphs reaches', () => {
        const found = stepsOf([point(1, 1050, 10), point(2, 1050, 20, 7)], 0);
        expect(found).toMatchObject({
            mostReceivedRate: 1050,
            mostAckedRate: 10,
            mostRttNanos: 8e6,
            mostRetransmits: 7,
        });
        expect(stepsOf([], 0)).toMatchObject({ steps: [], mostAckedRate: 0, mostRttNanos: 0, mostRetransmits: 0 });
    });

    it('say what went on at a moment, and what was sent again during a request', () => {
        const found = stepsOf([point(1, 0, 10, 1), point(2, 0, 20, 3), point(3, 0, 30, 3)], 0);
        expect(stepAt(found, 1.5 * SECOND)?.retransmits).toBe(2);
        expect(stepAt(found, 9 * SECOND)).toBeUndefined();
        expect(retransmitsWithin(found, 1.2 * SECOND, 1.4 * SECOND)).toBe(2);
        expect(retransmitsWithin(found, 0.5 * SECOND, 2.5 * SECOND)).toBe(3);
        expect(retransmitsWithin(found, 2.2 * SECOND, 2.5 * SECOND)).toBe(0);
    });
});
