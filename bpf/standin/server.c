#include "server.h"
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>
#include "http1.h"
#include "play.h"
#include "run.h"

#define CONNECTIONS 512

struct connection {
    int fd, answering, unread;
    struct conn *conn;
    void *sock;
    uint64_t req, due, skip;
    size_t used, out_length, out_written;
    char *out, in[32768];
    struct http1 http;
};

static int listener;
static volatile int stopped;
static __thread int poller;
static __thread struct connection *connections[CONNECTIONS];

int server_listen(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(listener, (void *)&address, sizeof(address)) != 0 || listen(listener, 128) != 0) {
        fprintf(stderr, "h2o-standin: port %d: %s; choose another with --port\n", port, strerror(errno));
        exit(1);
    }
    getsockname(listener, (void *)&address, &length);
    return ntohs(address.sin_port);
}

void server_stop(void)
{
    stopped = 1;
}

static uint64_t nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static void accept_one(struct random *random)
{
    char uuid[37];
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), slot = 0;
    while (slot != CONNECTIONS && connections[slot] != NULL)
        ++slot;
    if (fd < 0 || slot == CONNECTIONS) {
        close(fd);
        return;
    }
    struct connection *c = connections[slot] = calloc(1, sizeof(*c));
    c->fd = fd;
    c->sock = malloc(SOCK_BYTES);
    player_connection(random, &c->conn, uuid);
    FIRE(h2o, h1_accept, c->conn, c->sock, uuid);
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c});
}

static void close_one(struct connection *c)
{
    FIRE(h2o, h1_close, c->conn);
    close(c->fd);
    for (int slot = 0; slot != CONNECTIONS; ++slot)
        if (connections[slot] == c)
            connections[slot] = NULL;
    free(c->conn);
    free(c->sock);
    free(c->out);
    free(c);
}

static void begin_request(struct connection *c)
{
    ++sums.requests;
    FIRE(h2o, receive_request, c->conn, ++c->req, c->http.version);
    for (const struct header *h = c->http.request.headers; h != c->http.request.headers + c->http.request.count; ++h)
        FIRE(h2o, receive_request_header, c->conn, c->req, h->name, h->name_len, h->value, h->value_len);
    sums.header_value_bytes += message_value_bytes(&c->http.request);
    http1_answer(&c->http);
    c->skip = c->http.content_length;
    c->due = nanos() + c->http.delay_nanos;
    c->answering = 1;
}

static void begin_response(struct connection *c)
{
    FIRE(h2o, send_response, c->conn, c->req, c->http.status);
    for (const struct header *h = c->http.response.headers; h != c->http.response.headers + c->http.response.count; ++h)
        FIRE(h2o, send_response_header, c->conn, c->req, h->name, h->name_len, h->value, h->value_len);
    sums.header_value_bytes += message_value_bytes(&c->http.response);
    c->out = http1_write(&c->http, &c->out_length);
    c->out_written = 0;
}

/* 1: written whole; 0: later; -1: the connection is gone */
static int write_out(struct connection *c)
{
    ssize_t done = write(c->fd, c->out + c->out_written, c->out_length - c->out_written);
    if (done < 0)
        return errno == EAGAIN ? 0 : -1;
    FIRE(h2o, socket_writev, c->sock, done);
    c->out_written += done;
    if (c->out_written != c->out_length)
        return write_out(c);
    free(c->out);
    c->out = NULL;
    c->answering = 0;
    return c->http.keep_alive ? 1 : -1;
}

static int read_in(struct connection *c)
{
    c->unread = 0;
    for (;;) {
        ssize_t got = read(c->fd, c->in + c->used, sizeof(c->in) - c->used);
        if (got < 0)
            return errno == EAGAIN ? 1 : -1;
        if (got == 0)
            return -1;
        c->used += got;
        size_t skipped = c->skip < c->used ? c->skip : c->used;
        memmove(c->in, c->in + skipped, c->used -= skipped);
        c->skip -= skipped;
        if (c->used == sizeof(c->in)) {
            c->unread = 1; /* there is no further event for what is left */
            return 1;
        }
    }
}

static int next_request(struct connection *c)
{
    if (c->unread && read_in(c) < 0)
        return -1;
    int head = http1_parse(&c->http, c->in, c->used);
    if (head <= 0)
        return head == 0 && c->used != sizeof(c->in) ? 0 : -1;
    begin_request(c);
    size_t skipped = c->used - head < c->skip ? c->used - head : c->skip;
    c->used -= head + skipped;
    c->skip -= skipped;
    memmove(c->in, c->in + head + skipped, c->used);
    return 1;
}

/* as far as it goes; -1: to be closed */
static int advance(struct connection *c)
{
    for (int state = 1; state == 1;) {
        if (!c->answering)
            state = next_request(c);
        else if (c->out == NULL && c->due > nanos())
            return 0;
        else if (c->out == NULL)
            begin_response(c);
        else
            state = write_out(c);
        if (state < 0)
            return -1;
    }
    return 0;
}

static void on_event(struct connection *c, uint32_t events)
{
    int gone = (events & EPOLLIN) != 0 && read_in(c) < 0;
    if (gone)
        c->http.keep_alive = 0;
    if (advance(c) < 0 || (gone && !c->answering))
        close_one(c);
}

static int milliseconds_to_wait(void)
{
    uint64_t now = nanos(), wait = 50;
    for (int slot = 0; slot != CONNECTIONS; ++slot)
        if (connections[slot] != NULL && connections[slot]->answering && connections[slot]->out == NULL) {
            uint64_t due = connections[slot]->due;
            uint64_t millis = due > now ? (due - now) / 1000000 + 1 : 0;
            wait = millis < wait ? millis : wait;
        }
    return wait;
}

static void on_timers(void)
{
    for (int slot = 0; slot != CONNECTIONS; ++slot)
        if (connections[slot] != NULL && connections[slot]->answering && connections[slot]->out == NULL &&
            connections[slot]->due <= nanos() && advance(connections[slot]) < 0)
            close_one(connections[slot]);
}

void server_run(void)
{
    struct random random = {nanos()};
    struct epoll_event events[64];
    poller = epoll_create1(EPOLL_CLOEXEC);
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN | EPOLLEXCLUSIVE, .data.ptr = NULL});
    while (!stopping && !stopped) {
        int count = epoll_wait(poller, events, 64, milliseconds_to_wait());
        for (int i = 0; i < count; ++i) {
            if (events[i].data.ptr == NULL)
                accept_one(&random);
            else
                on_event(events[i].data.ptr, events[i].events);
        }
        on_timers();
    }
    for (int slot = 0; slot != CONNECTIONS; ++slot)
        if (connections[slot] != NULL)
            close_one(connections[slot]);
    close(poller);
}
