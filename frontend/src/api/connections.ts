import { get } from './http';
import type { ConnectionRow, Page } from './types';

/** How many connections of each kind there are: a protocol, `unseen` where no request was, `never` where no HTTP was. */
export type ConnectionKinds = Record<string, number>;

export interface ConnectionsOf {
    limit?: number;
    after?: string | undefined;
    /** Only those of a kind. */
    kind?: string | undefined;
    /** `at`, or a figure: then one page is all there is. */
    order?: string | undefined;
    /** The least first. */
    least?: boolean | undefined;
}

/** `kinds` come with the first page, where all of a session is shown. */
export interface ConnectionsPage extends Page<ConnectionRow> {
    kinds?: ConnectionKinds;
}

export const connections = (id: string, { least, ...of }: ConnectionsOf, signal?: AbortSignal) =>
    get<ConnectionsPage>(
        `/api/sessions/${encodeURIComponent(id)}/connections`,
        { ...of, least: least ? 'true' : undefined },
        signal,
    );
