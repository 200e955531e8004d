import { signal } from '@preact/signals';
import type { RequestDetail } from '../../../api';
import { toast } from '../../../ui/toast';
import { choose, type PanelRoute } from '../route';

/** The request that others are to be held against, once one is found; nothing of the URL's until then. */
export interface Base {
    session: string;
    /** `CONN/REQ` */
    key: string;
    name: string;
}

export const base = signal<Base | undefined>(undefined);

export const baseIn = (session: string): Base | undefined => (base.value?.session === session ? base.value : undefined);

/** One key for all of it: marks the base, compares with it, and at the base itself lets go of it. */
export function mark(route: PanelRoute, detail: RequestDetail | undefined): void {
    const marked = baseIn(route.id);
    const key = route.request;
    if (route.compare !== '') return choose(route, { compare: '' });
    if (marked === undefined) {
        base.value = { session: route.id, key, name: detail === undefined ? key : nameOf(detail) };
        return toast('This is the base now: choose another request, and press c again.');
    }
    if (marked.key === key) {
        base.value = undefined;
        return undefined;
    }
    return choose(route, { compare: marked.key });
}

/** The two change places. */
export function swap(route: PanelRoute): void {
    const { request, compare } = route;
    if (compare !== '') choose(route, { request: compare, compare: request }, 'replace');
}

export const nameOf = ({ method, path }: Pick<RequestDetail, 'method' | 'path'>): string =>
    `${method ?? 'method not seen'} ${path ?? 'path not seen'}`;
