#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "quic.h"

void quic_touch(struct transport *t)
{
    t->quic->at = player_now() / MILLIS;
}

static unsigned char meaningless[131072];

static void make_noise(void)
{
    struct random random = {42};
    for (size_t i = 0; i != sizeof(meaningless); i += 8)
        memcpy(meaningless + i, &(uint64_t){random_next(&random)}, 8);
}

const void *quic_noise(struct transport *t)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_noise);
    return meaningless + random_below(&t->visit->random, 65536);
}

void quic_datagram(struct transport *t, uint64_t bytes)
{
    const void *noise = quic_noise(t);
    quic_touch(t);
    FIRE(h2o, h3_packet_receive, (void *)&t->visit->client.local, (void *)&t->visit->client.peer, noise, bytes);
    FIRE(quicly, receive, t->quic, t->server_cid, noise, bytes, -1);
    ++t->stats[STAT_RECEIVED];
    t->stats[STAT_BYTES_RECEIVED] += bytes;
    if (random_chance(&t->visit->random, 2)) {
        ++t->stats[STAT_DECRYPTION_FAILED];
        FIRE(quicly, packet_decryption_failed, t->quic, t->path.next_received);
    }
    FIRE(quicly, packet_received, t->quic, t->path.next_received, (const char *)noise + 20, bytes - 20, 3);
    ++t->path.next_received;
    t->owes_ack = 1;
}

struct flow *quic_stream_open(struct transport *t, int64_t id)
{
    struct flow *flow = t->flows;
    while (flow->stream != NULL)
        ++flow;
    memset(flow, 0, sizeof(*flow));
    flow->stream = calloc(1, sizeof(*flow->stream));
    flow->stream->conn = t->quic;
    flow->stream->id = id;
    return flow;
}

struct flow *quic_stream_find(struct transport *t, int64_t id)
{
    for (struct flow *flow = t->flows; flow != t->flows + QUIC_FLOWS; ++flow)
        if (flow->stream != NULL && flow->stream->id == id)
            return flow;
    return NULL;
}

void quic_stream_receive(struct transport *t, struct flow *flow, const void *data, uint64_t len, int fin)
{
    struct stream *stream = flow->stream;
    if (stream->id >= 0)
        FIRE(quicly, quictrace_recv_stream, t->quic, stream->id, stream->received, len, fin);
    if (stream->id >= 0 && stream->received == 0)
        FIRE(quicly, stream_on_open, t->quic, stream);
    FIRE(quicly, stream_receive, t->quic, stream, stream->received, data, len, fin);
    stream->received += len;
    FIRE(quicly, stream_on_receive, t->quic, stream, 0, 0, len);
}

void quic_stream_destroy(struct transport *t, struct flow *flow, int64_t err)
{
    for (struct packet *p = t->packets; p != t->packets + t->packet_count; ++p)
        if (p->flow == flow)
            p->flow = NULL;
    FIRE(quicly, stream_on_destroy, t->quic, flow->stream, err);
    free(flow->stream);
    flow->stream = NULL;
}
