/* One connection of each kind, from its first event to its last. */
#ifndef STANDIN_PLAY_H
#define STANDIN_PLAY_H

#include "player.h"
#include "probes.h"

void play_h1(struct visit *visit);
void play_h2(struct visit *visit);
void play_h3(struct visit *visit);

/* HTTP/2 once its connection stands: from request `first` on; both HTTP/1's upgrade and HTTP/2 itself come here */
struct h2_session {
    struct visit *visit;
    struct conn *conn;
    void *sock;
    const char *scheme;
    int tls, next_id;
};
void play_h2_requests(struct h2_session *session);

/* a CONNECT that opens a tunnel to another server, or fails to; between its request and its response, and after it */
struct tunnel {
    struct visit *visit;
    const struct conn *conn;
    uint64_t req;
};
int play_tunnel_open(const struct tunnel *tunnel); /* the status to answer with */
void play_tunnel(const struct tunnel *tunnel);     /* until it is disposed of */

/* a TCP socket's writes, as TLS records where it is encrypted */
#define SOCK_BYTES 168
void play_write(struct random *random, const void *sock, int tls, uint64_t bytes);

#endif
