/** A count that nobody told is null. */
type Told = number | null;

export interface RoundTrips {
    minNanos: number;
    smoothedNanos: number;
    latestNanos: number;
    maxNanos: number;
    samples: number;
    source: 'quictrace' | 'measured';
}

export interface QuicClose {
    by: 'server' | 'client' | 'this_end' | 'other_end' | null;
    kind: 'transport' | 'application' | 'idle_timeout' | 'handshake_timeout' | 'stateless_reset';
    errorCode: number | null;
    /** Its name in the standards. */
    errorName: string | null;
    frameType: number | null;
    reason: string | null;
    at: string;
    offsetNanos: number;
}

export interface QuicPath {
    index: number;
    state: 'new' | 'in_use' | 'deleted';
    remote: string | null;
}

export interface QuicSummary {
    conn: number;
    vantage: 'server' | 'client' | null;
    at: string;
    endedAt: string | null;
    firstOffsetNanos: number | null;
    lastOffsetNanos: number | null;
    packets: Record<
        'sent' | 'received' | 'acked' | 'lost' | 'lateAcked' | 'ackOnly' | 'decryptionFailed' | 'ptos',
        Told
    >;
    bytes: Record<
        | 'sent'
        | 'received'
        | 'lost'
        | 'streamSent'
        | 'retransmitted'
        | 'streamAcked'
        | 'streamDelivered'
        | 'streamReceived',
        Told
    >;
    lossShare: Told;
    spuriousShare: Told;
    rtt: RoundTrips | null;
    rttMeasured: RoundTrips | null;
    cwnd: { last: number; min: number; max: number } | null;
    handshakeNanos: Told;
    congestions: Told;
    ccLimitedNanos: Told;
    blockedNanos: Told;
    close: QuicClose | null;
    paths: QuicPath[];
    ecn: { state: 'off' | 'on' | 'probing' | null; ceCount: number } | null;
    jumpstart: { cwnd: number; rttNanos: number } | null;
    zeroRtt: Told;
    versions: string[];
    stats: Record<string, number | string> | null;
    unknown: string[];
}
