import type { Header } from './header';
import type { RequestRow } from './requestRow';
import type { Tcp } from './tcp';
import type { Verdict } from './verdict';

/** What the server's JSON holds, in its own words. Times are ISO 8601 in UTC with nanoseconds. */
export interface Health {
    status: string;
    version: string;
    capture: { available: boolean; reason: string; hint: string };
}

export interface Target {
    pid: number;
    startedAt: string;
    command: string;
    binary: string;
    user: string;
    providers: Record<string, number>;
    session: string | null;
    problem: string | null;
}

export type SessionState = 'running' | 'stopping' | 'sealed' | 'failed';

export interface Lost {
    kernel: number;
    queue: number;
    store: number;
    unattached: number;
}

export interface Counts {
    /** Firings of the attached probes: once the session has ended, all that follows adds up to it. */
    hits?: number;
    events: number;
    connections: number;
    requests: number;
    headers: number;
    packets: number;
    truncated: number;
    undecodable: number;
    filtered: number;
    sampledOut: number;
    lost: Lost;
}

/** `pid` 0: every process of the binary. */
export interface SessionTarget {
    pid: number;
    startedAt: string;
    command: string;
    binary: string;
}

export interface Filters {
    preset: string;
    /** What was asked for beside the preset, as texts. */
    wanted: string[];
    sample: number;
    addresses: string[];
    sni: string[];
    requestHeaders: string[];
    responseHeaders: string[];
    withhold: string[];
    appData: boolean;
    valueLimit: number;
    maxDurationMillis: number;
    maxEvents: number;
    maxBytes: number;
}

export interface Session {
    id: string;
    name: string;
    state: SessionState;
    source: string;
    target: SessionTarget | null;
    probes: string[];
    filters: Filters | null;
    masked: string[];
    startedAt: string;
    endedAt: string | null;
    counts: Counts;
    bytes: number;
    pinned: boolean;
    note: string | null;
    /** How fine its times are; `none` where the source has none. */
    clock?: 'ns' | 'us' | 'ms' | 'none';
    /** What one has to know to read it right. */
    notes?: string[];
    /** The first lines of a file that could not be read. */
    problems?: { line: number; reason: string }[];
}

export interface LiveCounts extends Counts {
    eventsPerSecond: number;
    requestsPerSecond: number;
    state: SessionState;
}

export interface Loss {
    hop: string;
    from: string;
    to: string;
    /** Null of what a crash of Hydroscope took: nobody counted it. */
    count: number | null;
}

/** A number, a text, "0x…", "ip:port", or what is left of a text that was cut or withheld. */
export type ArgumentValue =
    | string
    | number
    | boolean
    | null
    | {
          text?: string;
          length: number | null;
          truncated?: boolean;
          withheld?: boolean;
          masked?: boolean;
          unreadable?: boolean;
      };

export interface TraceEvent {
    at: string;
    offsetNanos: number;
    probe: string;
    tid: number;
    seq: number;
    req?: number | null;
    arguments: Record<string, ArgumentValue>;
}

export interface ConnectionRow {
    conn: number;
    at: string;
    endedAt: string | null;
    protocol: string | null;
    peer: string | null;
    sni: string | null;
    alpn: string | null;
    uuid: string | null;
    pid: number;
    generation: number;
    requests: number;
    events: number;
    beforeCapture: boolean;
    identity: 'exact' | 'inferred' | 'unnamed';
    /** Of QUIC; null where it is none, or nobody told. */
    packets?: number | null;
    loss?: number | null;
    rttNanos?: number | null;
    /** The TCP connection under it; null with `tcpUnknown` telling why. */
    tcp?: Tcp | null;
    tcpUnknown?: string | null;
}

export interface RequestDetail extends Omit<RequestRow, 'verdict'> {
    requestHeaders: Header[];
    responseHeaders: Header[];
    events: TraceEvent[];
    /** Events beyond what one answer holds; the connection's list has them all. */
    eventsLeftOut?: number;
    connection: ConnectionRow | null;
    verdict: Verdict | null;
}

export interface Page<T> {
    rows: T[];
    next?: string | null;
    scanned?: number;
    complete?: boolean;
    /** Of the rows to be passed over, how many were. */
    skipped?: number;
    /** Behind which token its rows begin, where some were passed over. */
    begun?: string;
    /** How many follow, where that is known. */
    left?: number;
}

export interface Completions {
    from: number;
    to: number;
    items: { text: string; kind: 'field' | 'operator' | 'name' | 'value' | 'keyword'; detail?: string | null }[];
}
