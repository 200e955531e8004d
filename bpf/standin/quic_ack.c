#include "quic.h"

#define INITIAL_WINDOW 14720
#define REORDERING 3

static int nothing_arrives(const struct transport *t)
{
    for (const struct packet *p = t->packets; p != t->packets + t->packet_count; ++p)
        if (!p->lost)
            return 0;
    return 1;
}

static uint64_t pto_nanos(const struct transport *t)
{
    return (t->path.rtt_nanos * 3 / 2 + 10 * MILLIS) << (t->path.ptos < 5 ? t->path.ptos : 5);
}

uint64_t quic_due(const struct transport *t)
{
    uint64_t due = t->window_opens != 0 ? t->window_opens : UINT64_MAX;
    for (const struct packet *p = t->packets; p != t->packets + t->packet_count; ++p)
        if (!p->lost && p->arrives < due)
            due = p->arrives;
    if (t->packet_count != 0 && nothing_arrives(t) && t->path.last_sent + pto_nanos(t) < due)
        due = t->path.last_sent + pto_nanos(t);
    return due;
}

static void forget(struct transport *t, struct packet *p)
{
    t->quic->inflight -= p->size;
    for (; p + 1 != t->packets + t->packet_count; ++p)
        p[0] = p[1];
    --t->packet_count;
}

static void queue_again(struct transport *t, struct packet *p)
{
    FIRE(quicly, stream_lost, t->quic, p->flow->stream->id, p->range.off, p->range.len + p->fin);
    p->flow->again[p->flow->agains++] = p->range;
    p->flow = NULL;
}

/* the least offset of a stream that is not acknowledged */
static uint64_t contiguous(const struct transport *t, const struct flow *flow)
{
    uint64_t least = flow->sent;
    for (const struct packet *p = t->packets; p != t->packets + t->packet_count; ++p)
        if (p->flow == flow && p->range.off < least)
            least = p->range.off;
    for (int i = 0; i != flow->agains; ++i)
        if (flow->again[i].off < least)
            least = flow->again[i].off;
    return least;
}

static void shift(struct transport *t, struct flow *flow)
{
    uint64_t upto = contiguous(t, flow);
    int done = upto == flow->size;
    if (done)
        h3_stream_done(t, flow);
    if (upto != flow->stream->acked)
        FIRE(quicly, stream_on_send_shift, t->quic, flow->stream, upto - flow->stream->acked);
    flow->stream->acked = upto;
    if (done)
        quic_stream_destroy(t, flow, 0);
}

static void acknowledge(struct transport *t, struct packet *p)
{
    struct packet acked = *p;
    FIRE(quicly, packet_acked, t->quic, acked.pn, 0);
    ++t->stats[STAT_ACKED];
    t->stats[STAT_BYTES_ACKED] += acked.size;
    if (acked.flow != NULL)
        FIRE(quicly, stream_acked, t->quic, acked.flow->stream->id, acked.range.off, acked.range.len + acked.fin);
    forget(t, p);
    if (acked.flow != NULL)
        shift(t, acked.flow);
}

static int arrived(const struct packet *p)
{
    return !p->lost && p->arrives <= player_now();
}

static void ack_blocks(struct transport *t)
{
    uint64_t begin = 0, end = 0;
    for (const struct packet *p = t->packets; p != t->packets + t->packet_count; ++p) {
        if (!arrived(p))
            continue;
        if (end != 0 && p->pn != end + 1)
            FIRE(quicly, ack_block_received, t->quic, begin, end);
        begin = end != 0 && p->pn == end + 1 ? begin : p->pn;
        end = p->pn;
    }
    if (end != 0)
        FIRE(quicly, ack_block_received, t->quic, begin, end);
}

static void late_acks(struct transport *t)
{
    for (int i = t->late_count; i-- != 0;) {
        if (!arrived(t->late + i))
            continue;
        FIRE(quicly, ack_block_received, t->quic, t->late[i].pn, t->late[i].pn);
        FIRE(quicly, packet_acked, t->quic, t->late[i].pn, 1);
        ++t->stats[STAT_LATE];
        t->late[i] = t->late[--t->late_count];
    }
}

static void update_rtt(struct transport *t, uint64_t sent_at)
{
    struct quic_rtt *rtt = &t->quic->rtt;
    rtt->latest = (player_now() - sent_at) / MILLIS;
    if (rtt->minimum == 0 || rtt->latest < rtt->minimum)
        rtt->minimum = rtt->latest;
    uint32_t apart = rtt->latest > rtt->smoothed ? rtt->latest - rtt->smoothed : rtt->smoothed - rtt->latest;
    rtt->variance = rtt->smoothed == 0 ? rtt->latest / 2 : (3 * rtt->variance + apart) / 4;
    rtt->smoothed = rtt->smoothed == 0 ? rtt->latest : (7 * rtt->smoothed + rtt->latest) / 8;
}

static void grow_window(struct transport *t, uint64_t bytes)
{
    if (t->path.largest_acked < t->path.recovery_until || (!t->path.limited && t->quic->cwnd > INITIAL_WINDOW))
        return;
    if (t->quic->cwnd < t->path.slow_start_until)
        t->quic->cwnd += bytes;
    else
        t->quic->cwnd += (uint64_t)QUIC_MTU * bytes / t->quic->cwnd;
    if (t->quic->cwnd > (QUIC_PACKETS - 32) * QUIC_MTU)
        t->quic->cwnd = (QUIC_PACKETS - 32) * QUIC_MTU;
}

static void lose(struct transport *t, struct packet *p)
{
    struct packet lost = *p;
    FIRE(quicly, packet_lost, t->quic, lost.pn, 3);
    ++t->stats[STAT_LOST];
    t->stats[STAT_BYTES_LOST] += lost.size;
    if (lost.pn >= t->path.recovery_until) {
        t->path.recovery_until = t->quic->next_pn;
        t->quic->cwnd = t->quic->cwnd * 7 / 10 > 2 * QUIC_MTU ? t->quic->cwnd * 7 / 10 : 2 * QUIC_MTU;
        t->path.slow_start_until = t->quic->cwnd;
    }
    FIRE(quicly, cc_congestion, t->quic, lost.pn + 1);
    FIRE(quicly, quictrace_cc_lost, t->quic, &t->quic->rtt, t->quic->cwnd, t->quic->inflight);
    if (lost.flow != NULL)
        queue_again(t, &lost);
    if (!lost.lost && t->late_count != 4)
        t->late[t->late_count++] = lost;
    forget(t, p);
}

static void detect_losses(struct transport *t)
{
    for (int i = 0; i < t->packet_count;) {
        const struct packet *p = t->packets + i;
        int overtaken = p->pn + REORDERING <= t->path.largest_acked;
        int old = p->pn < t->path.largest_acked && p->sent_at + t->path.rtt_nanos * 5 / 4 < player_now();
        if ((overtaken || old) && (p->flow == NULL || p->flow->agains != 32))
            lose(t, t->packets + i);
        else
            ++i;
    }
}

static void open_window(struct transport *t)
{
    t->send_window += t->path.slow_reader ? 65536 : 1 << 20;
    t->window_opens = 0;
    FIRE(quicly, max_data_receive, t->quic, t->send_window);
    for (struct flow *flow = t->flows; flow != t->flows + QUIC_FLOWS; ++flow)
        if (flow->stream != NULL && flow->sent < flow->size)
            FIRE(quicly, max_stream_data_receive, t->quic, flow->stream->id, flow->sent + (1 << 20));
}

/* an acknowledgement of whatever has arrived */
static void receive_ack(struct transport *t)
{
    uint64_t bytes = 0, sent_at = 0, largest = 0;
    quic_datagram(t, random_between(&t->visit->random, 32, 64));
    t->owes_ack = 0; /* it elicits none */
    ack_blocks(t);
    for (int i = 0; i < t->packet_count;) {
        struct packet *p = t->packets + i;
        if (!arrived(p)) {
            ++i;
            continue;
        }
        bytes += p->size;
        sent_at = p->sent_at;
        largest = p->pn;
        acknowledge(t, p);
    }
    late_acks(t);
    FIRE(quicly, ack_delay_received, t->quic, random_below(&t->visit->random, 25));
    if (largest > t->path.largest_acked)
        t->path.largest_acked = largest;
    if (bytes == 0)
        return;
    t->path.ptos = 0;
    update_rtt(t, sent_at);
    grow_window(t, bytes);
    FIRE(quicly, quictrace_cc_ack, t->quic, &t->quic->rtt);
    FIRE(quicly, cc_ack_received, t->quic, largest, bytes);
    detect_losses(t);
}

/* nothing will come: what is oldest is sent again, or a ping */
static void time_out(struct transport *t)
{
    quic_touch(t);
    FIRE(quicly, send, t->quic, 2, t->client_cid);
    FIRE(quicly, pto, t->quic, t->path.ptos);
    ++t->path.ptos;
    for (struct packet *p = t->packets; p != t->packets + t->packet_count; ++p)
        if (p->flow != NULL && p->flow->agains != 32) {
            queue_again(t, p);
            break;
        }
    quic_probe(t);
}

void quic_on_due(struct transport *t)
{
    if (t->window_opens != 0 && t->window_opens <= player_now()) {
        quic_datagram(t, 40);
        open_window(t);
    } else if (nothing_arrives(t)) {
        time_out(t);
    } else {
        receive_ack(t);
    }
}
