#include <stdlib.h>
#include "play.h"
#include "run.h"
#include "tls.h"

void play_write(struct random *random, const void *sock, int tls, uint64_t bytes)
{
    static const char callback;
    int whole = bytes < 65536;
    if (!whole || tls)
        FIRE(h2o, socket_write, sock, &callback, whole ? 1 : random_between(random, 2, 4), &callback);
    for (uint64_t left = bytes; tls && left != 0;) {
        uint64_t record = left < 16384 ? left : 16384;
        left -= record;
        FIRE(h2o, socket_write_tls_record, sock, record, record + 22);
    }
    FIRE(h2o, socket_writev, sock, bytes + (tls ? 22 * (bytes / 16384 + 1) : 0));
    if (!whole)
        FIRE(h2o, socket_write_complete, sock, 1);
}

static void receive(const struct conn *conn, uint64_t req, int version, const struct message *m)
{
    FIRE(h2o, receive_request, conn, req, version);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE(h2o, receive_request_header, conn, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

static void respond(const struct conn *conn, uint64_t req, int status, const struct message *m)
{
    FIRE(h2o, send_response, conn, req, status);
    for (int i = 0; i != m->count; ++i) {
        const struct header *h = m->headers + i;
        FIRE(h2o, send_response_header, conn, req, h->name, h->name_len, h->value, h->value_len);
    }
    sums.header_value_bytes += message_value_bytes(m);
}

static void requests(struct visit *v, const struct conn *conn, const void *sock, int tls)
{
    int version = v->client.kind == BOT && random_chance(&v->random, 150) ? 0x100 : 0x101;
    int count = version == 0x100 ? 1 : random_between(&v->random, 1, v->client.kind == BROWSER ? 18 : 40);
    struct exchange *x = &v->exchange;
    for (int req = 1; req <= count && player_more(); ++req) {
        exchange_make(x, &v->random, &v->client, tls ? "https" : "http", player_now() / 1000000000);
        receive(conn, req, version, &x->request);
        player_pause(x->latency_nanos);
        if (x->cancelled) /* the client went away: there is no response */
            return;
        respond(conn, req, x->status, &x->response);
        play_write(&v->random, sock, tls, x->response.used + 4 * x->response.count + x->response_body);
        player_pause(MILLIS * random_tail(&v->random, 120, 1.2));
    }
}

/* A browser that offers h2c: the connection's number ends, the next one answers its request. */
static void upgrade(struct visit *v, struct conn *conn, void *sock)
{
    struct exchange *x = &v->exchange;
    char uuid[37];
    struct conn *next;
    exchange_make(x, &v->random, &v->client, "http", player_now() / 1000000000);
    message_add(&x->request, "connection", "Upgrade, HTTP2-Settings");
    message_add(&x->request, "http2-settings", "AAMAAABkAAQCAAAAAAIAAAAA");
    receive(conn, 1, 0x101, &x->request);
    player_connection(&v->random, &next, uuid);
    play_write(&v->random, sock, 0, 104);
    FIRE(h2o, h1_close, conn);
    player_pause(x->latency_nanos);
    respond(next, 1, x->status, &x->response);
    play_write(&v->random, sock, 0, x->response.used / 2 + x->response_body);
    play_h2_requests(&(struct h2_session){.visit = v, .conn = next, .sock = sock, .scheme = "http", .next_id = 3});
    free(next);
}

void play_h1(struct visit *v)
{
    int secure = random_chance(&v->random, 400);
    void *sock = malloc(SOCK_BYTES);
    struct conn *conn;
    char uuid[37];
    struct tls tls;
    if (secure) {
        tls_new(&tls, &v->random, v->client.site, "http/1.1");
        tls_over_tcp(&tls, sock);
    }
    player_connection(&v->random, &conn, uuid);
    FIRE(h2o, h1_accept, conn, sock, uuid);
    if (secure) {
        tls_secret(&tls, 3);
        tls_finished(&tls);
    }
    if (!secure && v->client.kind == TOOL && random_chance(&v->random, 250) && player_more()) {
        upgrade(v, conn, sock);
    } else {
        requests(v, conn, sock, secure);
        FIRE(h2o, h1_close, conn);
    }
    if (secure) {
        FIRE(h2o, socket_writev, sock, 24);
        tls_free(&tls);
    }
    free(conn);
    free(sock);
}
