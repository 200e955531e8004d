import { describe, expect, it } from 'vitest';
import type { Gap, Header, RequestDetail } from '../api';
import { timeline } from './phases';

const header = (offsetNanos: number) => ({ name: 'a', value: 'b', offsetNanos }) as Header;
const detail = (part: Partial<RequestDetail>) =>
    ({
        gaps: [] as Gap[],
        requestHeaders: [header(10), header(20)],
        responseHeaders: [header(510), header(530)],
        finished: true,
        events: [{ probe: 'h2o:send_response', offsetNanos: 500 }],
        durationNanos: 900,
        durationUntil: 'end',
        ...part,
    }) as RequestDetail;

describe('the life of a request', () => {
    it('has four phases, one after the other, when all of it was seen', () => {
        const { phases, end, unknown } = timeline(detail({}));
        expect(phases.map(({ from, to }) => [from, to])).toEqual([
            [0, 20],
            [20, 500],
            [500, 530],
            [530, 900],
        ]);
        expect(end).toBe(900);
        expect(unknown).toEqual([]);
    });

    it('says that its end is not known where only the response was seen', () => {
        const { phases, unknown } = timeline(detail({ durationUntil: 'response', durationNanos: 500 }));
        expect(phases.map((phase) => phase.kind)).toEqual(['request', 'server', 'response']);
        expect(unknown).toEqual(['No probe told when its last byte was sent.']);
    });

    it('shows what there is of a request without a response, and of a response without a request', () => {
        const silent = timeline(
            detail({ responseHeaders: [], events: [], durationUntil: null, durationNanos: null, finished: false }),
        );
        expect(silent.phases.map((phase) => phase.kind)).toEqual(['request']);
        expect(silent.unknown).toEqual(['No response yet.']);
        const late = timeline(detail({ gaps: ['no_receive'], requestHeaders: [] }));
        expect(late.phases.map((phase) => phase.kind)).toEqual(['response', 'sending']);
        expect(late.unknown).toEqual(['When the request came in was not seen.']);
    });
});
