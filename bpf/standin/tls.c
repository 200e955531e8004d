#include "tls.h"
#include <stdlib.h>
#include <string.h>
#include "probes.h"

static unsigned char *put16(unsigned char *at, unsigned value)
{
    at[0] = value >> 8;
    at[1] = value;
    return at + 2;
}

static unsigned char *put(unsigned char *at, const void *bytes, size_t length)
{
    memcpy(at, bytes, length);
    return at + length;
}

static unsigned char *put_sni(unsigned char *at, const char *name)
{
    size_t length = strlen(name);
    at = put16(put16(at, 0), length + 5);
    at = put16(at, length + 3);
    *at++ = 0;
    return put(put16(at, length), name, length);
}

static unsigned char *put_alpn(unsigned char *at, const char *protocol)
{
    size_t length = strlen(protocol);
    at = put16(put16(at, 16), length + 3);
    at = put16(at, length + 1);
    *at++ = length;
    return put(at, protocol, length);
}

static unsigned char *put_key_share(unsigned char *at, struct random *random)
{
    at = put16(put16(at, 51), 38);
    at = put16(put16(put16(at, 36), 29), 32);
    for (int i = 0; i != 4; ++i, at += 8)
        memcpy(at, &(uint64_t){random_next(random)}, 8);
    return at;
}

/* RFC 8446, 4.1.2 */
static void make_hello(struct tls *tls, struct random *random, const char *sni, const char *alpn)
{
    static const unsigned char suites[] = {0, 6, 0x13, 1, 0x13, 2, 0x13, 3, 1, 0};
    static const unsigned char versions[] = {0, 43, 0, 3, 2, 3, 4}, groups[] = {0, 10, 0, 6, 0, 4, 0, 29, 0, 23};
    static const unsigned char algorithms[] = {0, 13, 0, 8, 0, 6, 4, 3, 8, 4, 4, 1};
    unsigned char *body = tls->hello + 4, *at = put16(body, 0x0303);
    at = put(at, tls->random, 32);
    *at++ = 0;
    at = put(at, suites, sizeof(suites));
    unsigned char *extensions = at;
    at = put_key_share(put_sni(at + 2, sni), random);
    at = put(put(put(at, versions, sizeof(versions)), groups, sizeof(groups)), algorithms, sizeof(algorithms));
    at = put_alpn(at, alpn);
    put16(extensions, at - extensions - 2);
    tls->hello[0] = 1;
    tls->hello[1] = 0;
    put16(tls->hello + 2, at - body);
    tls->hello_len = at - tls->hello;
}

void tls_new(struct tls *tls, struct random *random, const char *sni, const char *alpn)
{
    tls->object = malloc(TLS_OBJECT_BYTES);
    for (int i = 0; i != 32; i += 8)
        memcpy(tls->random + i, &(uint64_t){random_next(random)}, 8);
    for (int i = 0; i != 4; ++i)
        random_hex(random, tls->secrets[i], 96);
    make_hello(tls, random, sni, alpn);
    FIRE_HERE(picotls, new, tls->object, 1);
}

void tls_free(struct tls *tls)
{
    FIRE(picotls, free, tls->object);
    free(tls->object);
}

void tls_client_random(const struct tls *tls)
{
    FIRE(picotls, client_random, tls->object, tls->random);
}

const char *tls_label(int which)
{
    static const char *const labels[] = {"SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                                         "SERVER_TRAFFIC_SECRET_0", "CLIENT_TRAFFIC_SECRET_0"};
    return labels[which];
}

void tls_secret(const struct tls *tls, int which)
{
    FIRE(picotls, new_secret, tls->object, tls_label(which), tls->secrets[which]);
}

void tls_client_hello(const struct tls *tls)
{
    if (tls->random[0] < 8)
        FIRE(picotls, ech_selection, tls->object, tls->random[0] & 1);
    FIRE(picotls, receive_message, tls->object, 1, tls->hello + 4, tls->hello_len - 4, 523);
}

void tls_finished(const struct tls *tls)
{
    FIRE_HERE(picotls, receive_message, tls->object, (uint8_t)20, (const void *)tls->random, (size_t)48, 0);
}

void tls_over_tcp(struct tls *tls, const void *sock)
{
    tls_client_random(tls);
    tls_secret(tls, 0);
    tls_secret(tls, 1);
    tls_client_hello(tls);
    tls_secret(tls, 2);
    FIRE(h2o, socket_writev, sock, 1649);
}
