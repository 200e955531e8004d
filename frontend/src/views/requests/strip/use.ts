import { overview, type Overview, type Scatter, scatter } from '../../../api';
import { type Asked, useAsking } from '../../../ui/asking';
import { momentOf, offsetOf } from '../../../ui/moment';
import type { Span } from '../../../ui/timeaxis';
import type { RequestsRoute } from '../../../route';
import { coarser } from './model';

const LIVE_MILLIS = 4000;
const BUCKETS = 200;
const POINTS = 3000;
const ROWS = 14;

export interface StripNow {
    overview: Asked<Overview>;
    scatter: Asked<Scatter>;
}

/** What the strip draws, for the stretch and the query of a route. */
export function useStrip(route: RequestsRoute, running: boolean, shown: boolean): StripNow {
    const { id, q, from, to } = route;
    const every = running ? LIVE_MILLIS : 0;
    const key = JSON.stringify([id, q, from, to]);
    const points = shown && route.latency === 'points';
    return {
        overview: useAsking(
            shown ? key : undefined,
            async (signal) => coarser(await overview(id, { q, from, to, buckets: BUCKETS }, signal), ROWS),
            every,
        ),
        scatter: useAsking(
            points ? key : undefined,
            (signal) => scatter(id, { q, from, to, points: POINTS }, signal),
            every,
        ),
    };
}

/** The stretch that is drawn: the route's, or all there is with a little air. */
export function shownSpan({ from, to }: Pick<RequestsRoute, 'from' | 'to'>, { origin, extent }: Overview): Span {
    const air = from === '' && to === '' ? Math.max((extent.to - extent.from) * 0.004, 500) : 0;
    const span = {
        from: from === '' ? extent.from - air : offsetOf(origin, from),
        to: to === '' ? extent.to + air : offsetOf(origin, to),
    };
    return span.to > span.from ? span : { from: span.from, to: span.from + 1000 };
}

/** A stretch as the route says it: between two moments in ISO 8601. */
export const rangeOf = (origin: string, span: Span): { from: string; to: string } => ({
    from: momentOf(origin, Math.floor(span.from)),
    to: momentOf(origin, Math.ceil(span.to)),
});
