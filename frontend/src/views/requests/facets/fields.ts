import type { RequestsRoute } from '../../../route';

/** The fields that everyone gets, and what they are called. */
export const USUAL: readonly string[] = [
    'class',
    'status',
    'method',
    'authority',
    'path.1',
    'protocol',
    'network',
    'sni',
    'thread',
];

const NAMES: Record<string, string> = {
    class: 'Status class',
    status: 'Status',
    method: 'Method',
    scheme: 'Scheme',
    authority: 'Authority',
    path: 'Path',
    'path.1': 'Path, first segment',
    'path.2': 'Path, two segments',
    'path.3': 'Path, three segments',
    protocol: 'Protocol',
    network: 'Client network',
    peer: 'Client address',
    sni: 'SNI',
    thread: 'Worker thread',
    pid: 'Process',
    connection: 'Connection',
};

/** Fields that can be added, beside the headers. */
export const ADDABLE: readonly string[] = Object.keys(NAMES).filter((field) => !USUAL.includes(field));

export const nameOf = (field: string): string => NAMES[field] ?? field;

/** Whether a field has values worth a facet: one of the known ones, or a header by its name. */
export const isField = (field: string): boolean => field in NAMES || /^(req|res|header)\.[^,]+$/.test(field);

/** One level deeper below a path's segments. */
export const deeper = (field: string): string | undefined =>
    ({ 'path.1': 'path.2', 'path.2': 'path.3', 'path.3': 'path' })[field];

/** What is shown: deeper paths stand below the path, what was added by name at the end. */
export function shownFields({ facets }: Pick<RequestsRoute, 'facets'>): string[] {
    const paths = ['path.1', 'path.2', 'path.3', 'path'].filter(
        (field) => field === 'path.1' || facets.includes(field),
    );
    const usual = USUAL.flatMap((field) => (field === 'path.1' ? paths : [field]));
    return [...usual, ...facets.filter((field) => !usual.includes(field))];
}
