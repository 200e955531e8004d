#include <stdlib.h>
#include "play.h"
#include "run.h"
#include "tls.h"

#define CONCURRENT 12

/* a stream whose response is not yet sent; its headers are made again from the same seed when it is */
struct pending {
    int id;
    uint64_t due;
    struct random random;
};

static void receive(const struct conn *conn, uint64_t req, const struct message *m)
{
    FIRE_HERE(h2o, receive_request, conn->id, req, 0x200);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE_HERE(h2o, receive_request_header, conn->id, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

static void respond(const struct conn *conn, uint64_t req, int status, const struct message *m)
{
    FIRE_HERE(h2o, send_response, conn->id, req, status);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE_HERE(h2o, send_response_header, conn->id, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

static int open_streams(struct h2_session *s, struct pending *pending)
{
    struct visit *v = s->visit;
    int wanted = v->client.kind == BROWSER ? random_between(&v->random, 1, CONCURRENT) : 1, count = 0;
    for (; count != wanted && player_more(); ++count, s->next_id += 2) {
        struct random random = random_fork(&v->random);
        pending[count] = (struct pending){.id = s->next_id, .random = random};
        exchange_make(&v->exchange, &random, &v->client, s->scheme, player_now() / 1000000000);
        receive(s->conn, s->next_id, &v->exchange.request);
        pending[count].due = player_now() + v->exchange.latency_nanos;
    }
    return count;
}

static void answer(struct h2_session *s, struct pending *pending)
{
    struct visit *v = s->visit;
    struct exchange *x = &v->exchange;
    if (pending->due > player_now())
        player_pause(pending->due - player_now());
    exchange_make(x, &pending->random, &v->client, s->scheme, player_now() / 1000000000);
    if (x->cancelled) /* the client reset the stream */
        return;
    respond(s->conn, pending->id, x->status, &x->response);
    play_write(&v->random, s->sock, s->tls, x->response.used / 2 + x->response_body);
}

static void connect_through(struct h2_session *s)
{
    struct visit *v = s->visit;
    struct tunnel tunnel = {v, s->conn, s->next_id};
    struct message *m = &v->exchange.request;
    if (!player_more())
        return;
    message_clear(m);
    message_add(m, ":authority", "upstream.example:443");
    message_add(m, ":method", "CONNECT");
    client_add_headers(&v->client, &v->random, m);
    receive(s->conn, s->next_id, m);
    s->next_id += 2;
    int status = play_tunnel_open(&tunnel);
    message_clear(&v->exchange.response);
    message_add(&v->exchange.response, "server", "h2o/2.3.0-DEV");
    respond(s->conn, tunnel.req, status, &v->exchange.response);
    if (status == 200)
        play_tunnel(&tunnel);
}

void play_h2_requests(struct h2_session *s)
{
    struct random *random = &s->visit->random;
    struct pending pending[CONCURRENT];
    int rounds = random_between(random, 1, 8), count = 1;
    while (rounds-- != 0 && count != 0) {
        count = open_streams(s, pending);
        for (int left = count; left != 0; --left) {
            int first = 0;
            for (int i = 1; i < left; ++i)
                if (pending[i].due < pending[first].due)
                    first = i;
            answer(s, pending + first);
            pending[first] = pending[left - 1];
        }
        if (random_chance(random, 4))
            FIRE(h2o, h2_unknown_frame_type, s->conn, random_between(random, 11, 255));
        if (random_chance(random, 12))
            connect_through(s);
        player_pause(MILLIS * random_tail(random, 600, 1));
    }
}

/* With TLS there is neither an accept nor a close; with prior knowledge the accept is of the number before, and no close. */
void play_h2(struct visit *v)
{
    int prior = v->client.kind == TOOL || v->client.kind == APP ? random_chance(&v->random, 250) : 0;
    void *sock = malloc(SOCK_BYTES);
    struct conn *conn, *first = NULL;
    char uuid[37];
    struct tls tls;
    if (prior) {
        player_connection(&v->random, &first, uuid);
        FIRE(h2o, h1_accept, first, sock, uuid);
        play_write(&v->random, sock, 0, 43);
    } else {
        tls_new(&tls, &v->random, v->client.site, "h2");
        tls_over_tcp(&tls, sock);
        tls_secret(&tls, 3);
        tls_finished(&tls);
    }
    player_connection(&v->random, &conn, uuid);
    play_h2_requests(&(struct h2_session){.visit = v,
                                          .conn = conn,
                                          .sock = sock,
                                          .scheme = prior ? "http" : "https",
                                          .tls = !prior,
                                          .next_id = v->client.kind == TOOL ? 13 : 1});
    FIRE(h2o, socket_writev, sock, 24);
    if (!prior)
        tls_free(&tls);
    free(first);
    free(conn);
    free(sock);
}
