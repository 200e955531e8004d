#include <string.h>
#include "quic.h"
#include "run.h"

#define CONCURRENT 8

enum { RECV_HEADERS, BODY_BEFORE_BLOCK, BODY_BLOCKED, BODY_UNBLOCKED, REQ_PENDING, SEND_HEADERS, SEND_BODY, CLOSE_WAIT };

/* a request whose response is not yet sent; its headers are made again from the same seed when it is */
struct pending {
    struct flow *flow;
    uint64_t due;
    struct random random;
};

static void state(struct transport *t, struct flow *flow, int state)
{
    FIRE(h2o, h3s_stream_set_state, t->conn, flow->stream->id, state);
    flow->stream->state = state;
}

static void receive(struct transport *t, uint64_t req, const struct message *m)
{
    FIRE_HERE(h2o, receive_request, t->conn->id, req, 0x300);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE_HERE(h2o, receive_request_header, t->conn->id, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

static void respond(struct transport *t, uint64_t req, int status, const struct message *m)
{
    FIRE_HERE(h2o, send_response, t->conn->id, req, status);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE_HERE(h2o, send_response_header, t->conn->id, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

/* The stream's bytes: a HEADERS frame, shorter than its text by QPACK, then DATA. */
static struct flow *receive_request(struct transport *t, struct exchange *x, int64_t id)
{
    uint64_t frame = message_text_bytes(&x->request) * 2 / 5 + 4, len = frame + 2;
    struct flow *flow = quic_stream_open(t, id);
    quic_stream_receive(t, flow, quic_noise(t), len, x->request_body == 0);
    FIRE(h2o, h3_frame_receive, 1, (const char *)quic_noise(t), frame);
    receive(t, id, &x->request);
    if (x->request_body != 0) {
        state(t, flow, BODY_BEFORE_BLOCK);
        state(t, flow, BODY_BLOCKED);
        state(t, flow, BODY_UNBLOCKED);
        FIRE_HERE(h2o, h3_frame_receive, (uint64_t)0, (const void *)0, (size_t)x->request_body);
        for (uint64_t left = x->request_body + 3, part; left != 0; left -= part, len += part) {
            part = left < 1180 ? left : 1180;
            quic_datagram(t, part + 38);
            quic_stream_receive(t, flow, quic_noise(t), part, left == part);
        }
        state(t, flow, REQ_PENDING);
    }
    state(t, flow, SEND_HEADERS);
    uint64_t stats[] = {len, frame, x->request_body, x->request.count, message_text_bytes(&x->request)};
    memcpy(flow->stats, stats, sizeof(stats));
    return flow;
}

static int open_streams(struct transport *t, struct pending *pending, int64_t *next_id)
{
    struct visit *v = t->visit;
    int wanted = v->client.kind == BROWSER ? random_between(&v->random, 1, CONCURRENT) : 1, count = 0;
    for (; count != wanted && player_more(); ++count, *next_id += 4) {
        pending[count].random = random_fork(&v->random);
        struct random random = pending[count].random;
        exchange_make(&v->exchange, &random, &v->client, "https", player_now() / 1000000000);
        if (count % 3 == 0)
            quic_datagram(t, random_between(&v->random, 90, 1200));
        pending[count].flow = receive_request(t, &v->exchange, *next_id);
        pending[count].due = player_now() + v->exchange.latency_nanos;
    }
    quic_ack_only(t);
    return count;
}

static void reset(struct transport *t, struct flow *flow)
{
    int64_t cancelled = 0x10c;
    quic_datagram(t, 46);
    FIRE(quicly, stop_sending_receive, t->quic, flow->stream->id, cancelled);
    FIRE(quicly, stream_on_send_stop, t->quic, flow->stream, cancelled);
    FIRE(quicly, reset_stream_receive, t->quic, flow->stream->id, cancelled, flow->stream->received);
    FIRE(quicly, stream_on_receive_reset, t->quic, flow->stream, cancelled);
    FIRE(quicly, reset_stream_send, t->quic, flow->stream->id, cancelled, flow->sent);
    quic_ack_only(t);
    h3_stream_done(t, flow);
    quic_stream_destroy(t, flow, cancelled);
}

static void answer(struct transport *t, struct pending *pending)
{
    struct exchange *x = &t->visit->exchange;
    struct flow *flow = pending->flow;
    exchange_make(x, &pending->random, &t->visit->client, "https", player_now() / 1000000000);
    if (x->cancelled) {
        reset(t, flow);
        return;
    }
    quic_touch(t);
    respond(t, flow->stream->id, x->status, &x->response);
    state(t, flow, SEND_BODY);
    uint64_t frame = message_text_bytes(&x->response) / 2 + 3;
    flow->size = frame + 3 + (x->response_body != 0 ? x->response_body + 4 : 0);
    uint64_t stats[] = {flow->size, frame, x->response_body, x->response.count + 1, message_text_bytes(&x->response) + 10};
    memcpy(flow->stats + 5, stats, sizeof(stats));
}

void h3_stream_done(struct transport *t, struct flow *flow)
{
    const uint64_t *s = flow->stats;
    state(t, flow, CLOSE_WAIT);
    FIRE(h2o, h3s_stream_stats, t->conn, flow->stream->id, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9]);
    ++t->totals[0];
    for (int i = 0; i != 10; ++i)
        t->totals[i + 1] += s[i];
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* answers what is ready and goes on sending, until all is acknowledged */
static void serve(struct transport *t, struct pending *pending, int count)
{
    while (count != 0 || quic_has_more(t) || t->packet_count != 0) {
        uint64_t due = quic_due(t), transport_due = due;
        int first = 0;
        for (int i = 0; i != count; ++i)
            first = pending[i].due < pending[first].due ? i : first;
        due = least(due, count == 0 ? UINT64_MAX : pending[first].due);
        if (due > player_now())
            player_pause(due - player_now());
        if (transport_due <= player_now())
            quic_on_due(t);
        if (count != 0 && pending[first].due <= player_now()) {
            answer(t, pending + first);
            pending[first] = pending[--count];
        }
        quic_flush(t);
    }
}

void play_h3(struct visit *v)
{
    struct pending pending[CONCURRENT];
    struct transport *t = quic_open(v);
    int64_t next_id = 0;
    int rounds = random_between(&v->random, 1, 6);
    for (int count = 1; rounds-- != 0 && count != 0;) {
        count = open_streams(t, pending, &next_id);
        serve(t, pending, count);
        quic_rare(t);
        player_pause(MILLIS * random_tail(&v->random, 500, 1));
    }
    quic_close(t);
}
