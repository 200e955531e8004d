/* A QUIC connection as quicly's probes tell it: packets and their fate, congestion, streams whose bytes add up. Each range
 * that is sent ends as acknowledged or as lost, and what is lost is sent again. */
#ifndef STANDIN_QUIC_H
#define STANDIN_QUIC_H

#include "play.h"
#include "tls.h"

#define QUIC_PACKETS 640
#define QUIC_FLOWS 40
#define QUIC_MTU 1280

struct range {
    uint64_t off, len;
};

/* a stream, and what of it is still to be sent */
struct flow {
    struct stream *stream;
    uint64_t sent, size; /* size 0: nothing to send yet */
    struct range again[32];
    int agains;
    uint64_t stats[10]; /* as in h3s_stream_stats */
};

struct packet {
    uint64_t pn, sent_at, arrives, size;
    struct flow *flow; /* NULL: its frame was acknowledged, or queued again */
    struct range range;
    int lost, fin;
};

enum {
    STAT_RECEIVED,
    STAT_DECRYPTION_FAILED,
    STAT_SENT,
    STAT_LOST,
    STAT_ACKED = 5,
    STAT_LATE,
    STAT_BYTES_RECEIVED = 24,
    STAT_BYTES_SENT,
    STAT_BYTES_LOST,
    STAT_BYTES_ACKED,
    STAT_STREAM_SENT,
    STAT_STREAM_RESENT,
    STATS = 129
};

struct quic_path {
    uint64_t rtt_nanos, next_received, largest_acked, recovery_until, slow_start_until, last_sent, wobble, last_arrival;
    unsigned loss; /* permille */
    int ptos, limited, slow_reader, burst;
};

struct transport {
    struct visit *visit;
    struct quic *quic;
    struct conn *conn;
    struct tls tls;
    struct quic_path path;
    char client_cid[17], server_cid[19];
    struct flow flows[QUIC_FLOWS];
    struct packet packets[QUIC_PACKETS], late[4];
    int packet_count, late_count, owes_ack, confirmed;
    uint64_t send_window, data_sent, window_opens;
    uint64_t totals[11]; /* as in h3s_destroy */
    uint64_t stats[STATS];
};

/* quic_open.c: from the first datagram to h3s_accept and the end of the handshake; and the end */
struct transport *quic_open(struct visit *visit);
void quic_close(struct transport *t);

/* quic_stream.c */
void quic_datagram(struct transport *t, uint64_t bytes); /* one comes in */
struct flow *quic_stream_open(struct transport *t, int64_t id);
struct flow *quic_stream_find(struct transport *t, int64_t id);
void quic_stream_receive(struct transport *t, struct flow *flow, const void *data, uint64_t len, int fin);
void quic_stream_destroy(struct transport *t, struct flow *flow, int64_t err);
const void *quic_noise(struct transport *t); /* 64 KiB of bytes that mean nothing */
void quic_touch(struct transport *t);        /* brings the connection's clock up to now */

/* quic_send.c */
void quic_flush(struct transport *t); /* sends what may be sent now */
void quic_probe(struct transport *t); /* one packet whatever the window says, as after a timeout */
int quic_has_more(const struct transport *t);
void quic_ack_only(struct transport *t);
void quic_rare(struct transport *t); /* now and then: pings, new paths, keys, datagrams … */

/* quic_ack.c */
uint64_t quic_due(const struct transport *t); /* when the next acknowledgement or timeout comes; UINT64_MAX: none */
void quic_on_due(struct transport *t);

/* play_h3.c: a response has been acknowledged to its end */
void h3_stream_done(struct transport *t, struct flow *flow);

#endif
