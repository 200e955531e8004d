import { matching, search } from './query';
import { MOMENT, parseRange, type TimeRange } from './requests';

export type ProbeShow = 'histogram' | 'top' | 'time';
export const PROBE_SHOWS: readonly ProbeShow[] = ['histogram', 'top', 'time'];
export type Unit = 'number' | 'bytes' | 'ns' | 'us' | 'ms';
export const UNITS: readonly Unit[] = ['number', 'bytes', 'ns', 'us', 'ms'];

/** A session's probes, and what one of them told. */
export interface ProbesRoute extends TimeRange {
    view: 'probes';
    id: string;
    /** `provider:name`, or "": those of the session. */
    probe: string;
    /** What its events are narrowed to. */
    q: string;
    /** The argument whose values are drawn, or "". */
    argument: string;
    show: ProbeShow | '';
    unit: Unit;
    /** A histogram in equal steps between these; "": in powers of two. */
    least: string;
    most: string;
}

export const probesOf = (id: string, probe = ''): ProbesRoute => ({
    view: 'probes',
    id,
    probe,
    q: '',
    from: '',
    to: '',
    argument: '',
    show: '',
    unit: 'number',
    least: '',
    most: '',
});

const WHOLE = /^-?\d{1,19}$/;

export function parseProbes(id: string, query: URLSearchParams): ProbesRoute {
    const least = matching(query.get('least'), WHOLE);
    const most = matching(query.get('most'), WHOLE);
    const linear = least !== '' && most !== '';
    return {
        ...probesOf(id, query.get('probe') ?? ''),
        q: query.get('q') ?? '',
        ...parseRange(query),
        argument: query.get('argument') ?? '',
        show: PROBE_SHOWS.find((show) => show === query.get('show')) ?? '',
        unit: UNITS.find((unit) => unit === query.get('unit')) ?? 'number',
        least: linear ? least : '',
        most: linear ? most : '',
    };
}

export const formatProbes = (route: ProbesRoute): string =>
    search({
        probe: route.probe,
        q: route.q,
        from: matching(route.from, MOMENT),
        to: matching(route.to, MOMENT),
        argument: route.argument,
        show: route.show,
        unit: route.unit === 'number' ? '' : route.unit,
        least: route.least,
        most: route.most,
    });
