#ifndef STANDIN_OPTIONS_H
#define STANDIN_OPTIONS_H

#include <stdint.h>

struct options {
    int port; /* -1: no server */
    int threads;
    uint64_t seed;
    uint64_t rate;                      /* events a second over all threads; 0: as fast as can */
    uint64_t events, requests, seconds; /* where to end; 0: no such end */
    int mix[3];                         /* shares of HTTP/1, HTTP/2 and HTTP/3 connections */
    int wait, linger, follow_stdin, demo, edge;
    uint64_t spin;
    const char *spin_probe;
};

/* exits with a message and status 2 where they make no sense */
struct options options_parse(int argc, char **argv);

#endif
