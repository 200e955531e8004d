import { describe, expect, it } from 'vitest';
import type { Packet } from '../../../api';
import { ofAck, packetNear } from './strip';

const packet = (number: number, offsetNanos: number, fateOffsetNanos: number | null): Packet => ({
    space: 'application',
    number,
    direction: 'sent',
    at: '',
    offsetNanos,
    size: 1280,
    type: null,
    ackOnly: false,
    frames: [],
    fate: fateOffsetNanos === null ? 'in-flight' : 'acked',
    fateAt: null,
    fateOffsetNanos,
    trigger: null,
    rttNanos: null,
});

const packets = [packet(1, 0, 9e6), packet(2, 1e6, 9.01e6), packet(3, 2e6, 12e6), packet(4, 3e6, null)];

describe('single packets', () => {
    it('belong to the ACK that the pointer is near', () => {
        expect([...ofAck(packets, 9.1e6, 2e5)].map((each) => each.number)).toEqual([1, 2]);
        expect(ofAck(packets, 10.5e6, 2e5).size).toBe(0);
    });

    it('are found along their line from sending to fate', () => {
        const scale = { from: 0, to: 20e6, start: 0, end: 2000 };
        expect(packetNear(packets, scale, 2, 12)?.number).toBe(1);
        expect(packetNear(packets, scale, 1198, 52)?.number).toBe(3);
        expect(packetNear(packets, scale, 1600, 52)).toBeUndefined();
    });
});
