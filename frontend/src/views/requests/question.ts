import { type Page, type RequestRow, requests, requestsAhead, type RequestsOf } from '../../api';
import type { Load } from '../../ui/pager';
import { PAGE } from '../../ui/pagetable';
import type { Order, RequestsRoute } from '../../route';

/** What is listed, and how. */
export interface Question {
    q: string;
    order: Order;
    from: string;
    to: string;
    /** What is marked, and what is shown beside: neither changes which rows there are. */
    highlight: string;
    columns: readonly string[];
}

export const NO_QUESTION: Question = { q: '', order: 'newest', from: '', to: '', highlight: '', columns: [] };

/** Whether both are about the same rows in the same order. */
export const alike = (one: Question, other: Question): boolean =>
    one.q === other.q && one.order === other.order && one.from === other.from && one.to === other.to;

/** Whether the list can be entered anywhere: by duration it is read from its begin. */
export const byTime = ({ order }: Question): boolean => order === 'newest' || order === 'oldest';

/** As the server takes it. */
export const parametersOf = ({ columns, ...question }: Question): RequestsOf => ({
    ...question,
    columns: columns.join(','),
});

/** Asks for the first page of an address before there is a view of it. */
export const askFirstPage = ({ id, q, order, from, to, highlight, columns }: RequestsRoute): void =>
    requestsAhead(id, { ...parametersOf({ q, order, from, to, highlight, columns }), limit: PAGE });

/** Reads pages of a session's answer to whatever is asked when they are read. */
export const loading =
    (session: string, asked: () => Question): Load<RequestRow, Page<RequestRow>> =>
    ({ after, skip, limit }, signal) =>
        requests(session, { ...parametersOf(asked()), limit, after, ...(skip > 0 ? { skip } : {}) }, signal);
