#include <stdlib.h>
#include <string.h>
#include "quic.h"

#define CRYPTO_INITIAL -1
#define CRYPTO_HANDSHAKE -3
#define CRYPTO_APPLICATION -4

static void secret(struct transport *t, int which, int epoch)
{
    tls_secret(&t->tls, which);
    FIRE(quicly, crypto_update_secret, t->quic, which % 2 == 0, epoch, tls_label(which), t->tls.secrets[which]);
}

/* the first datagram: a ClientHello, and the connection it makes */
static void accept_connection(struct transport *t)
{
    const struct client *client = &t->visit->client;
    const void *noise = quic_noise(t);
    struct flow *initial = quic_stream_open(t, CRYPTO_INITIAL);
    quic_touch(t);
    FIRE(h2o, h3_packet_receive, (void *)&client->local, (void *)&client->peer, noise, 1200);
    tls_new(&t->tls, &t->visit->random, client->site, "h3");
    FIRE(quicly, new_path, t->quic, 0, client->address);
    FIRE(quicly, accept, t->quic, t->server_cid, NULL);
    FIRE_HERE(quicly, packet_received, t->quic, t->quic->at, t->path.next_received, t->tls.hello, t->tls.hello_len, (uint8_t)0);
    ++t->path.next_received;
    t->stats[STAT_RECEIVED] = 1;
    t->stats[STAT_BYTES_RECEIVED] = 1200;
    quic_stream_receive(t, initial, t->tls.hello, t->tls.hello_len, 0);
    tls_client_random(&t->tls);
    secret(t, 0, 2);
    secret(t, 1, 2);
    tls_client_hello(&t->tls);
    FIRE(quicly, crypto_handshake, t->quic, 523);
}

static void open_unidirectional(struct transport *t)
{
    char uuid[37];
    for (int64_t id = 3; id <= 11; id += 4) {
        struct flow *flow = quic_stream_open(t, id);
        FIRE_HERE(quicly, stream_on_open, t->quic, t->quic->at, flow->stream);
    }
    player_connection(&t->visit->random, &t->conn, uuid);
    FIRE(h2o, h3s_accept, t->conn, t->quic, uuid);
}

static void handshake_stream(struct transport *t, int64_t id, uint64_t len, uint64_t capacity)
{
    struct flow *flow = quic_stream_find(t, id);
    if (flow == NULL)
        flow = quic_stream_open(t, id);
    FIRE(quicly, stream_on_send_emit, t->quic, flow->stream, flow->sent, capacity);
    FIRE(quicly, stream_send, t->quic, flow->stream, flow->sent, quic_noise(t), len, 0, 1);
    FIRE(quicly, quictrace_send_stream, t->quic, flow->stream, flow->sent, len, 0);
    flow->sent += len;
    t->stats[STAT_STREAM_SENT] += len;
}

static void handshake_packet_sent(struct transport *t, uint64_t size, int type, int skipped)
{
    t->quic->next_pn += skipped;
    FIRE(quicly, packet_sent, t->quic, size, type, 0);
    ++t->quic->next_pn;
    t->quic->inflight += size;
    ++t->stats[STAT_SENT];
    t->stats[STAT_BYTES_SENT] += size;
}

static void connection_ids(struct transport *t)
{
    char cid[19], token[33];
    for (int sequence = 1; sequence <= 3; ++sequence) {
        random_hex(&t->visit->random, cid, 18);
        random_hex(&t->visit->random, token, 32);
        FIRE(quicly, new_connection_id_send, t->quic, sequence, cid, token);
    }
    FIRE(quicly, new_token_send, t->quic, quic_noise(t), 47, 1);
}

static void send_flight(struct transport *t)
{
    FIRE(quicly, send, t->quic, 2, t->client_cid);
    FIRE(quicly, packet_prepare, t->quic, 192, t->client_cid);
    FIRE(quicly, ack_send, t->quic, 0, 0);
    handshake_stream(t, CRYPTO_INITIAL, 90, 1225);
    handshake_packet_sent(t, 147, 0, 0);
    FIRE(quicly, packet_prepare, t->quic, 224, t->client_cid);
    handshake_stream(t, CRYPTO_HANDSHAKE, 970, 1087);
    handshake_packet_sent(t, 1133, 2, 0);
    secret(t, 2, 3);
    FIRE(quicly, crypto_handshake, t->quic, 0);
    FIRE(quicly, send, t->quic, 2, t->client_cid);
    FIRE(quicly, packet_prepare, t->quic, 224, t->client_cid);
    handshake_stream(t, CRYPTO_HANDSHAKE, 316, 1233);
    handshake_packet_sent(t, 365, 2, 0);
    FIRE(quicly, packet_prepare, t->quic, 64, t->client_cid);
    handshake_stream(t, CRYPTO_APPLICATION, 217, 886);
    connection_ids(t);
    handshake_stream(t, 3, 18, 529);
    handshake_stream(t, 7, 1, 508);
    handshake_stream(t, 11, 1, 504);
    handshake_packet_sent(t, 413, 3, 1); /* a number skipped, to catch acknowledgements of what was never sent */
}

static void acked(struct transport *t, uint64_t pn, int64_t id, uint64_t len)
{
    struct flow *flow = quic_stream_find(t, id);
    if (pn != 0)
        FIRE(quicly, packet_acked, t->quic, pn, 0);
    FIRE(quicly, stream_acked, t->quic, id, flow->stream->acked, len);
    FIRE(quicly, stream_on_send_shift, t->quic, flow->stream, len);
    flow->stream->acked += len;
}

static void ack_ends(struct transport *t, uint64_t pn, uint64_t bytes)
{
    t->quic->inflight -= bytes;
    ++t->stats[STAT_ACKED];
    t->stats[STAT_BYTES_ACKED] += bytes;
    t->path.largest_acked = pn;
    FIRE(quicly, ack_delay_received, t->quic, 0);
    FIRE(quicly, quictrace_cc_ack, t->quic, &t->quic->rtt);
    FIRE(quicly, cc_ack_received, t->quic, pn, bytes);
}

static void handshake_datagram(struct transport *t, uint64_t bytes)
{
    const void *noise = quic_noise(t);
    quic_touch(t);
    FIRE(h2o, h3_packet_receive, (void *)&t->visit->client.local, (void *)&t->visit->client.peer, noise, bytes);
    FIRE(quicly, receive, t->quic, t->server_cid, noise, bytes, -1);
    FIRE(quicly, packet_received, t->quic, t->path.next_received++, noise, bytes - 45, 2);
    ++t->stats[STAT_RECEIVED];
    t->stats[STAT_BYTES_RECEIVED] += bytes;
}

static void finish(struct transport *t)
{
    handshake_datagram(t, 53);
    FIRE(quicly, stream_lost, t->quic, CRYPTO_INITIAL, 0, 90);
    t->quic->inflight -= 147;
    quic_stream_destroy(t, quic_stream_find(t, CRYPTO_INITIAL), 0);
    FIRE(quicly, ack_block_received, t->quic, 1, 1);
    acked(t, 1, CRYPTO_HANDSHAKE, 970);
    ack_ends(t, 1, 1133);
    FIRE(quicly, ecn_validation, t->quic, 1);
    handshake_datagram(t, 108);
    FIRE(quicly, ack_block_received, t->quic, 1, 2);
    acked(t, 2, CRYPTO_HANDSHAKE, 316);
    ack_ends(t, 2, 365);
    quic_stream_receive(t, quic_stream_find(t, CRYPTO_HANDSHAKE), quic_noise(t), 52, 0);
    secret(t, 3, 3);
    tls_finished(&t->tls);
    FIRE(quicly, crypto_handshake, t->quic, 0);
    quic_stream_destroy(t, quic_stream_find(t, CRYPTO_HANDSHAKE), 0);
}

/* the client's first 1-RTT packet: it acknowledges ours, and opens its unidirectional streams */
static void confirm(struct transport *t)
{
    char cid[17], token[33];
    t->path.next_received = 4;
    quic_datagram(t, 180);
    FIRE(quicly, ack_block_received, t->quic, 4, 4);
    acked(t, 4, CRYPTO_APPLICATION, 217);
    FIRE(quicly, new_token_acked, t->quic, 1);
    acked(t, 0, 3, 18);
    acked(t, 0, 7, 1);
    acked(t, 0, 11, 1);
    FIRE(quicly, crypto_send_key_update_confirmed, t->quic, 16777221);
    ack_ends(t, 4, 413);
    for (int sequence = 1; sequence <= 3; ++sequence) {
        random_hex(&t->visit->random, cid, 16);
        random_hex(&t->visit->random, token, 32);
        FIRE(quicly, new_connection_id_receive, t->quic, sequence, 0, cid, token);
    }
    for (int64_t id = 2; id <= 10; id += 4) {
        quic_stream_receive(t, quic_stream_open(t, id), quic_noise(t), id == 2 ? 10 : 1, 0);
        if (id == 2)
            FIRE(h2o, h3_frame_receive, 4, quic_noise(t), 7);
    }
}

struct transport *quic_open(struct visit *visit)
{
    struct transport *t = calloc(1, sizeof(*t));
    struct random *random = &visit->random;
    t->visit = visit;
    t->quic = calloc(1, sizeof(*t->quic));
    t->quic->cwnd = 14720;
    t->path.rtt_nanos = MILLIS * random_tail(random, 28, 0.9) + MILLIS;
    t->path.loss = random_chance(random, 250) ? random_between(random, 3, 25) : random_chance(random, 300) ? 1 : 0;
    t->path.wobble = t->path.rtt_nanos;
    t->path.slow_start_until = UINT64_MAX;
    t->path.slow_reader = random_chance(random, 60);
    t->send_window = t->path.slow_reader ? 131072 : 15 << 20;
    t->quic->rtt = (struct quic_rtt){.smoothed = 66, .variance = 33};
    random_hex(random, t->client_cid, 16);
    random_hex(random, t->server_cid, 18);
    accept_connection(t);
    open_unidirectional(t);
    send_flight(t);
    player_pause(t->path.rtt_nanos);
    uint32_t rtt = t->path.rtt_nanos / MILLIS;
    t->quic->rtt = (struct quic_rtt){rtt, rtt, rtt / 2, rtt};
    finish(t);
    confirm(t);
    return t;
}

static void destroy_streams(struct transport *t, int64_t err)
{
    for (int64_t id = 2; id <= 11; ++id) {
        struct flow *flow = (id & 3) >= 2 ? quic_stream_find(t, id) : NULL;
        if (flow != NULL)
            quic_stream_destroy(t, flow, err);
    }
}

static int64_t say_goodbye(struct transport *t)
{
    struct random *random = &t->visit->random;
    unsigned lot = random_below(random, 100);
    if (lot < 20) {
        player_pause(30000 * MILLIS);
        quic_touch(t);
        FIRE(quicly, idle_timeout, t->quic);
        return 0x4000000000000000 + 0xff01;
    }
    quic_datagram(t, 31);
    if (lot < 75)
        FIRE(quicly, transport_close_receive, t->quic, 0, 0, "");
    else
        FIRE(quicly, application_close_receive, t->quic, 0x100, "kthxbye");
    return 0x4000000000030000;
}

void quic_close(struct transport *t)
{
    int64_t err = say_goodbye(t);
    destroy_streams(t, err);
    FIRE(quicly, send, t->quic, 4, t->client_cid);
    const uint64_t *s = t->totals;
    FIRE(h2o, h3s_destroy, t->conn, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10]);
    FIRE(quicly, free, t->quic);
    FIRE(quicly, conn_stats, t->quic, t->stats);
    quic_stream_destroy(t, quic_stream_find(t, CRYPTO_APPLICATION), 0);
    FIRE(quicly, delete_path, t->quic, 0);
    tls_free(&t->tls);
    free(t->conn);
    free(t->quic);
    free(t);
}
