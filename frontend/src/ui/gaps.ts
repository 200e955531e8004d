import type { Gap, RequestRow } from '../api';

/** What is missing of a request, in words, and why. */
export const GAPS: Record<Gap, { label: string; why: string }> = {
    no_receive: {
        label: 'request not seen',
        why: 'Only the response was captured: its request came before the attach, or by an upgrade to HTTP/2.',
    },
    no_response: {
        label: 'no response seen',
        why: 'The capture holds no response: it was still being worked on, or went away.',
    },
    lost_events: { label: 'events lost', why: 'Events of this request were lost on the way: headers may be missing.' },
    before_capture: {
        label: 'began before capture',
        why: 'Its connection is older than the attach: how it began is not known.',
    },
};

/** No gap: more of it may still come, or came after the session had ended. */
export const UNFINISHED = 'not ended yet';

/** What a list says of a request's state, or "". The worst first. */
export function gapLabel(row: RequestRow): string {
    const order: Gap[] = ['lost_events', 'no_response', 'no_receive', 'before_capture'];
    const gap = order.find((each) => row.gaps.includes(each));
    if (gap !== undefined) return GAPS[gap].label;
    return row.finished ? '' : UNFINISHED;
}
