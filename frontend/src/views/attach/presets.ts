/** What to capture, what that shows, and what it costs the traced server. An event costs it about a microsecond. */
export interface Preset {
    id: 'http' | 'quic' | 'all';
    title: string;
    captures: string;
    costs: string;
}

export const PRESETS: readonly Preset[] = [
    {
        id: 'http',
        title: 'HTTP',
        captures: 'Requests and responses of HTTP/1, /2 and /3 with every header, and the connections they came on.',
        costs: 'About 20 events a request, one for each header: 20 µs of the server’s CPU. Nothing by the packet.',
    },
    {
        id: 'quic',
        title: 'QUIC and TLS',
        captures:
            'Packets, ACKs, losses, congestion, streams and handshakes of HTTP/3 connections; of each request its status, ' +
            'stream and verdict. No headers: method and path stay empty.',
        costs: 'Several events a packet: a busy download fires tens of thousands a second.',
    },
    {
        id: 'all',
        title: 'Everything',
        captures: 'Every probe the process has: requests and headers, packets, and each write to a socket.',
        costs: 'The most: use it for seconds, or for a sample of the connections.',
    },
];
