/** What one asks for when attaching: the body of POST /api/sessions. */
export interface SessionRequest {
    pid?: number;
    /** Instead of pid: every process that runs it, also those that start later. */
    binary?: string;
    /** Instead of both: H2O's h2olog socket. */
    socket?: string;
    /** Instead of all three: events of the kernel, whichever process causes them. */
    machine?: true;
    /** Of an H2O; without it `probes` alone say what is traced. */
    preset?: 'http' | 'quic' | 'all' | undefined;
    /** Probes, functions and tracepoints as texts; beside a preset what they add, and with `!` take away. */
    probes?: string[];
    name?: string;
    sample?: number;
    addresses?: string[];
    sni?: string[];
    requestHeaders?: string[];
    responseHeaders?: string[];
    redact: string[];
    withhold?: string[];
    appData: boolean;
    valueLimit?: number;
    maxDuration?: string;
    maxEvents?: number;
    maxBytes?: string;
}
