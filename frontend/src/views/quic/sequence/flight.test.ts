import { describe, expect, it } from 'vitest';
import { acksAmong, clockStep, flightsOf, instantsOf, rttAt, rttKnown, spread } from './flight';
import { ack, acked, packet } from './made';

const MS = 1e6;

describe('the round trip known at an instant', () => {
    const known = rttKnown([acked(0, 0, 40 * MS), acked(1, 10 * MS, 30 * MS), acked(2, 60 * MS, 80 * MS)]);

    it('is the shortest sample of an ACK, smoothed from ACK to ACK', () => {
        expect([...known.at]).toEqual([40 * MS, 140 * MS]);
        expect([...known.nanos]).toEqual([30 * MS, 36.25 * MS]);
    });

    it('is the first sample before it, and nothing is known without one', () => {
        expect(rttAt(known, 0, 5)).toBe(30 * MS);
        expect(rttAt(known, 139 * MS, 5)).toBe(30 * MS);
        expect(rttAt(known, 141 * MS, 5)).toBe(36.25 * MS);
        expect(rttAt(rttKnown([]), 0, 5)).toBe(5);
    });
});

describe('which packet acknowledged which', () => {
    it('is the last ACK of the space before the fate was told', () => {
        const packets = [
            acked(1, 0, 20 * MS, { space: 'handshake' }),
            acked(2, 1 * MS, 25 * MS),
            acked(3, 2 * MS, 24 * MS),
            packet({ number: 4, offsetNanos: 3 * MS, fate: 'lost', fateOffsetNanos: 26 * MS }),
            ack(1, 20 * MS - 5, { space: 'handshake' }),
            ack(7, 26 * MS - 9),
            packet({ number: 8, offsetNanos: 26 * MS - 2, direction: 'received', frames: [{ type: 'stream' }] }),
            ack(9, 90 * MS),
        ];
        const { ackOf, acked: covered } = acksAmong(packets);
        expect([...ackOf]).toEqual([4, 5, 5, -1, -1, -1, -1, -1]);
        expect(covered.get(5)).toEqual([1, 2]);
    });

    it('is not told where the ACK is not among those that were read', () => {
        expect([...acksAmong([ack(1, 0), acked(2, 5, 50)]).ackOf]).toEqual([-1, -1]);
    });
});

describe('the end that the capture does not see', () => {
    const packets = [
        acked(1, 0, 40 * MS),
        acked(2, 10 * MS, 30 * MS),
        acked(3, 15 * MS, 65 * MS),
        ack(1, 40 * MS),
        ack(2, 80 * MS),
    ];
    const acks = acksAmong(packets);
    const flights = flightsOf(packets, acks, 0);

    it('is half a round trip away', () => {
        expect([...flights.seen]).toEqual(packets.map(({ offsetNanos }) => offsetNanos));
        expect(flights.other[1]).toBe(25 * MS);
        expect(flights.other[3]).toBe(25 * MS);
        expect(flights.known).toBe(true);
    });

    it('never has a packet acknowledged before it arrived', () => {
        acks.ackOf.forEach((carrier, i) => {
            if (carrier >= 0) expect(flights.other[i]).toBeLessThanOrEqual(flights.other[carrier] ?? 0);
        });
    });

    it('is at the same instant where no round trip was ever known, and that is said', () => {
        const alone = [packet({ number: 1, offsetNanos: 5 })];
        const level = flightsOf(alone, acksAmong(alone), 0);
        expect([level.other[0], level.known]).toEqual([5, false]);
    });

    it('is part of the scale’s instants, which ascend', () => {
        const instants = instantsOf(flights);
        expect(instants.length).toBe(2 * packets.length);
        expect([...instants]).toEqual([...instants].sort((a, b) => a - b));
    });
});

describe('packets of a clock in milliseconds', () => {
    const packets = [1, 1, 1, 3].map((ms, number) => packet({ number, offsetNanos: ms * MS }));

    it('are known by it', () => {
        expect(clockStep(packets)).toBe(MS);
        expect(clockStep([...packets, packet({ number: 9, offsetNanos: 3 * MS + 1 })])).toBe(1);
    });

    it('stand one after the other within their millisecond', () => {
        expect([...spread(packets, MS)]).toEqual([MS, 1.25 * MS, 1.5 * MS, 3 * MS]);
        expect([...spread(packets, 1)]).toEqual([MS, MS, MS, 3 * MS]);
    });
});
