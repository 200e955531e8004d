import type { PacketsOf } from '../../../api/quic';
import { asked, parseOnly } from '../packets/only';

/** Neighbours of a match that are kept on either side, so that one sees what led to it. */
const NEIGHBOURS = 3;

/** What the server is asked for by the URL's words: nothing of what is empty, and matches with their neighbours. */
export function conditionsOf(only: string): PacketsOf {
    const conditions = Object.entries(asked(parseOnly(only))).filter(([, value]) => value !== '');
    return conditions.length === 0 ? {} : { ...Object.fromEntries(conditions), context: NEIGHBOURS };
}
