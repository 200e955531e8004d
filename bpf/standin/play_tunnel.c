#include <arpa/inet.h>
#include "play.h"

static int fail(const struct tunnel *t)
{
    static const char *const types[] = {"dns_error", "connection_refused", "connection_timeout", "proxy_configuration_error"};
    static const char *const rcodes[] = {"NXDOMAIN", "", "SERVFAIL", ""};
    unsigned lot = random_below(&t->visit->random, 4);
    FIRE(h2o, connect_error, t->conn, t->req, types[lot], "upstream.example:443", rcodes, lot);
    FIRE(h2o, connect_dispose, t->conn, t->req);
    return lot == 3 ? 403 : 502;
}

int play_tunnel_open(const struct tunnel *t)
{
    struct random *random = &t->visit->random;
    struct sockaddr_in addresses[2] = {{.sin_family = AF_INET, .sin_port = htons(443), .sin_addr.s_addr = htonl(0xc633640a)},
                                       {.sin_family = AF_INET, .sin_port = htons(443), .sin_addr.s_addr = htonl(0xc633640b)}};
    const struct sockaddr *const servers[] = {(void *)addresses, (void *)(addresses + 1)};
    unsigned chosen = random_below(random, 2);
    if (random_chance(random, 200))
        return fail(t);
    FIRE(h2o, connect_tcp_start, t->conn, t->req, servers[chosen]);
    player_pause(MILLIS * random_tail(random, 12, 0.8));
    FIRE(h2o, connect_success, t->conn, t->req, (const char *)servers, chosen * sizeof(*servers));
    return 200;
}

void play_tunnel(const struct tunnel *t)
{
    struct random *random = &t->visit->random;
    int rounds = random_between(random, 2, 20);
    while (rounds-- != 0) {
        FIRE(h2o, connect_tcp_write, t->conn, t->req, random_between(random, 40, 4000));
        player_pause(MILLIS * random_tail(random, 15, 0.8));
        FIRE(h2o, connect_tcp_read, t->conn, t->req, random_between(random, 100, 16384));
    }
    if (random_chance(random, 80))
        FIRE(h2o, connect_tcp_read_error, t->conn, t->req, "Connection reset by peer");
    else if (random_chance(random, 60))
        FIRE(h2o, connect_io_timeout, t->conn, t->req);
    FIRE(h2o, connect_dispose, t->conn, t->req);
}
