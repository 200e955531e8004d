/* The objects whose addresses probes carry. The offsets that tracers use are upstream's: a stream's id at +8, a connection's
 * number at +32; the rest only gives each object a size and operands like the real one's. */
#ifndef STANDIN_OBJECTS_H
#define STANDIN_OBJECTS_H

#include <stddef.h>
#include <stdint.h>

struct conn {
    void *host, *callbacks;
    char uuid[16];
    uint64_t id;
    char rest[200];
};

struct stream {
    struct quic *conn;
    int64_t id;
    uint64_t received, sent, acked, size;
    int state;
};

struct quic_rtt {
    uint32_t minimum, smoothed, variance, latest;
};

struct quic {
    char head[2032];
    size_t inflight;
    uint64_t largest_acked;
    uint64_t next_pn;
    struct quic_rtt rtt;
    char middle[168];
    uint32_t cwnd;
    char tail[1012];
    int64_t at;
    char rest[320];
};

_Static_assert(offsetof(struct conn, id) == 32, "as upstream");
_Static_assert(offsetof(struct stream, id) == 8, "as upstream");

#endif
