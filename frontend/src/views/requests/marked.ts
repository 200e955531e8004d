import { requests } from '../../api';
import type { Listing } from './listing';
import { byTime, parametersOf } from './question';
import { keyOf } from './rows';

/** The next request that is marked, `by` 1 down and -1 up the list, in what is not read too; "" where there is none. */
export async function nextMarked(listing: Listing, session: string, from: string, by: number): Promise<string> {
    const { rows } = listing;
    const start = from === '' ? -1 : rows.indexOf(from);
    for (let i = start + by; i >= 0 && i < rows.length; i += by) {
        const line = rows.at(i);
        if (line.kind === 'row' && line.row.highlighted === true) return keyOf(line.row);
        if (line.kind === 'waiting') return sought(listing, session, i - rows.top, by);
    }
    return '';
}

/** Asks the server, from where what is read ends, and has the page read in which it is. */
async function sought(listing: Listing, session: string, index: number, by: number): Promise<string> {
    const { asked, rows } = listing;
    if (!byTime(asked)) return '';
    const page = rows.deep.pageAt(by > 0 ? index : index + 1);
    const { after, skip } = rows.deep.start(page);
    const place = page * rows.deep.size - skip;
    const of = { ...parametersOf(asked), limit: 1, after, seek: true, back: by < 0 };
    let answer = await requests(session, of);
    while (answer.complete === false && answer.rows.length === 0) answer = await requests(session, of);
    if (answer.rows.length === 0) return '';
    const passed = answer.skipped ?? 0;
    const found = by > 0 ? place + passed : place - 1 - passed;
    return new Promise((done) => listing.reach.to(rows.top + found, by, done));
}
