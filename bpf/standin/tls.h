/* TLS's part of a connection: picotls' probes and the ClientHello that they carry. */
#ifndef STANDIN_TLS_H
#define STANDIN_TLS_H

#include "client.h"
#include "random.h"

#define TLS_OBJECT_BYTES 440
#define TLS_HELLO_BYTES 1024

struct tls {
    void *object;
    size_t hello_len; /* with its four bytes of handshake header, which H2O's probe leaves out */
    unsigned char random[32], hello[TLS_HELLO_BYTES];
    char secrets[4][97];
};

void tls_new(struct tls *tls, struct random *random, const char *sni, const char *alpn);
void tls_free(struct tls *tls);
void tls_client_random(const struct tls *tls);
void tls_secret(const struct tls *tls, int which); /* 0, 1: handshake of server and client; 2, 3: application */
const char *tls_label(int which);
void tls_client_hello(const struct tls *tls);
void tls_finished(const struct tls *tls);
/* over TCP: what comes before the first request, with the accept in its midst where there is one */
void tls_over_tcp(struct tls *tls, const void *sock);

#endif
