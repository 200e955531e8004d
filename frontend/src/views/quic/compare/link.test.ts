import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../ui/timeline';
import type { StreamRow } from '../../../api';
import { linked, meetingOf } from './link';

const both = (shift: number) => {
    const one = new Timeline();
    const other = new Timeline();
    one.grow({ from: 0, to: 1e9 });
    other.grow({ from: -shift, to: 1e9 - shift });
    return { one, other, forget: linked(one, other, shift) };
};

describe('two connections beside one another', () => {
    it('move together, whichever of them one moves', () => {
        const { one, other } = both(1e8);
        one.show({ from: 3e8, to: 4e8 });
        expect(other.shown.value).toEqual({ from: 2e8, to: 3e8 });
        other.show({ from: 5e8, to: 6e8 });
        expect(one.shown.value).toEqual({ from: 6e8, to: 7e8 });
    });

    it('show the same moment under the pointer', () => {
        const { one, other } = both(1e8);
        other.cursor.value = 5e7;
        expect(one.cursor.value).toBe(1.5e8);
        other.cursor.value = undefined;
        expect(one.cursor.value).toBeUndefined();
    });

    it('go their own ways once they are let go', () => {
        const { one, other, forget } = both(0);
        forget();
        const before = other.shown.value;
        one.show({ from: 3e8, to: 4e8 });
        expect(other.shown.value).toEqual(before);
    });
});

describe('the requests at which two connections meet', () => {
    const stream = (id: number, path: string | null, method = 'GET') =>
        ({ stream: id, request: path === null ? null : { method, path, status: 200, durationNanos: 1 } }) as StreamRow;
    const one = [stream(3, null), stream(0, '/'), stream(4, '/big'), stream(8, '/only-here')];
    const two = [stream(0, '/first'), stream(4, '/big', 'POST'), stream(8, '/big')];

    it('ask for the same by the same method', () => {
        const { here, there, same } = meetingOf(one, two, '4');
        expect([here?.stream, there?.stream, same]).toEqual([4, 8, true]);
    });

    it('are the first of the second where it has none alike, and that is said', () => {
        const { here, there, same } = meetingOf(one, two, '8');
        expect([here?.stream, there?.stream, same]).toEqual([8, 0, false]);
    });

    it('are the first of both where none is selected, or none of a request', () => {
        expect(meetingOf(one, one, '').here?.stream).toBe(0);
        expect(meetingOf(one, one, '3')).toMatchObject({ same: true, there: { stream: 0 } });
        expect(meetingOf(one, [], '').there).toBeUndefined();
    });
});
