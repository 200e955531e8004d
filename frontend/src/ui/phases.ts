import type { RequestDetail } from '../api';

/** A stretch of a request's life, in nanoseconds since its first event. */
export interface Phase {
    name: string;
    kind: 'request' | 'server' | 'response' | 'sending';
    from: number;
    to: number;
}

export interface Timeline {
    phases: Phase[];
    end: number;
    /** What is not known of it, in words. */
    unknown: string[];
}

/** The phases that the captured moments tell: headers read, the server at work, headers written, sent until its end. */
export function timeline(detail: RequestDetail): Timeline {
    const last = (offsets: number[]) => (offsets.length === 0 ? undefined : Math.max(...offsets));
    const received = detail.gaps.includes('no_receive')
        ? undefined
        : last([0, ...detail.requestHeaders.map((each) => each.offsetNanos)]);
    const responded =
        detail.events.find((event) => event.probe === 'h2o:send_response')?.offsetNanos ??
        detail.responseHeaders[0]?.offsetNanos;
    const written = last(detail.responseHeaders.map((each) => each.offsetNanos)) ?? responded;
    const ended = detail.durationUntil === 'end' ? (detail.durationNanos ?? undefined) : undefined;
    const phases: Phase[] = [];
    const add = (name: string, kind: Phase['kind'], from: number | undefined, to: number | undefined) => {
        if (from !== undefined && to !== undefined && to >= from) phases.push({ name, kind, from, to });
    };
    add('Request headers', 'request', received === undefined ? undefined : 0, received);
    add('Until the response', 'server', received, responded);
    add('Response headers', 'response', responded, written);
    add('Sent until the end', 'sending', written, ended);
    const unknown: string[] = [];
    if (received === undefined) unknown.push('When the request came in was not seen.');
    if (responded === undefined) unknown.push(detail.finished ? 'No response was seen.' : 'No response yet.');
    else if (ended === undefined) unknown.push('No probe told when its last byte was sent.');
    return { phases, end: Math.max(0, ...phases.map((phase) => phase.to)), unknown };
}
