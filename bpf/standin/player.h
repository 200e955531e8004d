/* A worker thread: plays many connections at once, each written as a straight line that pauses. Their order follows a virtual
 * clock, so it depends on the seed alone; real time only decides how fast the clock may run. */
#ifndef STANDIN_PLAYER_H
#define STANDIN_PLAYER_H

#include "exchange.h"
#include "objects.h"
#include "options.h"
#include "random.h"

#define MILLIS 1000000ull

struct visit {
    struct random random;
    struct client client;
    struct exchange exchange;
};

void player_run(const struct options *options, int thread);

/* for the connections: */
void player_pause(uint64_t nanos);
void player_breathe(void); /* keeps the rate within a long burst */
uint64_t player_now(void); /* nanoseconds since 1970, of the virtual clock */
int player_more(void);     /* whether a further request may begin; if so it is counted */
uint64_t player_connection(struct random *random, struct conn **conn, char uuid[37]); /* a new one, its number */
void player_random_uuid(struct random *random, char uuid[37]);

#endif
