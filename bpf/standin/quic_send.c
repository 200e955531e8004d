#include "quic.h"

#define PAYLOAD 1247 /* of a full packet, for stream data */

int quic_has_more(const struct transport *t)
{
    for (const struct flow *flow = t->flows; flow != t->flows + QUIC_FLOWS; ++flow)
        if (flow->stream != NULL && (flow->agains != 0 || flow->sent < flow->size))
            return 1;
    return 0;
}

/* lost ranges first, then the stream that has sent least */
static struct flow *choose(struct transport *t)
{
    struct flow *best = NULL;
    for (struct flow *flow = t->flows; flow != t->flows + QUIC_FLOWS; ++flow) {
        if (flow->stream == NULL)
            continue;
        if (flow->agains != 0)
            return flow;
        if (flow->sent < flow->size && (best == NULL || flow->sent < best->sent))
            best = flow;
    }
    return best;
}

static struct range take(struct transport *t, struct flow *flow)
{
    struct range range;
    if (flow->agains != 0) {
        range = flow->again[0];
        for (int i = 1; i < flow->agains; ++i)
            flow->again[i - 1] = flow->again[i];
        --flow->agains;
        t->stats[STAT_STREAM_RESENT] += range.len;
    } else {
        uint64_t left = flow->size - flow->sent;
        range = (struct range){flow->sent, left < PAYLOAD ? left : PAYLOAD};
        flow->sent += range.len;
        t->data_sent += range.len;
    }
    t->stats[STAT_STREAM_SENT] += range.len;
    return range;
}

static void leading_frames(struct transport *t)
{
    FIRE(quicly, packet_prepare, t->quic, 64 | (t->quic->next_pn & 3), t->client_cid);
    if (t->owes_ack) {
        FIRE(quicly, ack_send, t->quic, t->path.next_received - 1, 0);
        t->owes_ack = 0;
    }
    if (!t->confirmed) {
        FIRE(quicly, handshake_done_send, t->quic);
        t->confirmed = 1;
    }
}

static void sent(struct transport *t, struct flow *flow, struct range range, int fin)
{
    struct random *random = &t->visit->random;
    struct packet packet = {
        .pn = t->quic->next_pn, .sent_at = player_now(), .size = range.len + 33, .flow = flow, .range = range, .fin = fin};
    packet.lost = random_chance(random, t->path.loss);
    packet.arrives = player_now() + t->path.wobble + t->path.burst++ / 10 * MILLIS / 8; /* ten to an acknowledgement */
    if (packet.arrives < t->path.last_arrival)
        packet.arrives = t->path.last_arrival;
    t->path.last_arrival = packet.arrives;
    if (!packet.lost && random_chance(random, 1))
        packet.arrives += t->path.rtt_nanos; /* overtaken by others: taken for lost, then acknowledged late */
    FIRE(quicly, packet_sent, t->quic, packet.size, 3, 0);
    t->packets[t->packet_count++] = packet;
    t->quic->inflight += packet.size;
    ++t->quic->next_pn;
    ++t->stats[STAT_SENT];
    t->stats[STAT_BYTES_SENT] += packet.size;
    t->path.last_sent = player_now();
}

static void send_one(struct transport *t, struct flow *flow)
{
    struct range range = take(t, flow);
    int fin = range.off + range.len == flow->size;
    leading_frames(t);
    FIRE(quicly, stream_on_send_emit, t->quic, flow->stream, range.off, fin ? range.len : PAYLOAD);
    FIRE(quicly, stream_send, t->quic, flow->stream, range.off, quic_noise(t), range.len, fin, fin);
    FIRE(quicly, quictrace_send_stream, t->quic, flow->stream, range.off, range.len, fin);
    sent(t, flow, range, fin);
}

static void limited(struct transport *t, int by_congestion)
{
    if (t->path.limited == by_congestion)
        return;
    t->path.limited = by_congestion;
    if (by_congestion)
        FIRE(quicly, enter_cc_limited, t->quic);
    else
        FIRE(quicly, exit_cc_limited, t->quic);
}

static int window_is_shut(struct transport *t, const struct flow *flow)
{
    if (flow->agains != 0 || t->data_sent + PAYLOAD <= t->send_window)
        return 0;
    if (t->window_opens == 0) {
        t->window_opens = player_now() + t->path.rtt_nanos + (t->path.slow_reader ? 150 * MILLIS : 2 * MILLIS);
        leading_frames(t);
        FIRE(quicly, data_blocked_send, t->quic, t->send_window);
        FIRE(quicly, stream_data_blocked_send, t->quic, flow->stream->id, flow->sent);
        sent(t, NULL, (struct range){0, 9}, 0);
    }
    return 1;
}

void quic_flush(struct transport *t)
{
    struct flow *flow;
    int burst = 0;
    quic_touch(t);
    t->path.burst = 0;
    t->path.wobble = t->path.rtt_nanos * (0.97 + 0.0001 * random_below(&t->visit->random, 1000));
    for (; (flow = choose(t)) != NULL && t->packet_count < QUIC_PACKETS - 8; ++burst) {
        if (t->quic->inflight + QUIC_MTU > t->quic->cwnd)
            break;
        if (burst % 10 == 0)
            FIRE(quicly, send, t->quic, 2, t->client_cid);
        if (window_is_shut(t, flow))
            break;
        send_one(t, flow);
        player_breathe();
    }
    if (burst != 0)
        limited(t, flow != NULL && t->window_opens == 0);
}

void quic_probe(struct transport *t)
{
    struct flow *flow = choose(t);
    if (t->packet_count >= QUIC_PACKETS - 8)
        return;
    if (flow != NULL && !window_is_shut(t, flow)) {
        send_one(t, flow);
        return;
    }
    leading_frames(t);
    FIRE(quicly, ping_send, t->quic);
    sent(t, NULL, (struct range){0, 1}, 0);
}

void quic_ack_only(struct transport *t)
{
    if (!t->owes_ack)
        return;
    quic_touch(t);
    FIRE(quicly, send, t->quic, 2, t->client_cid);
    leading_frames(t);
    FIRE(quicly, packet_sent, t->quic, 28, 3, 1);
    ++t->quic->next_pn;
    ++t->stats[STAT_SENT];
    t->stats[STAT_BYTES_SENT] += 28;
}
