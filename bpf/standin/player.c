#include "player.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include "play.h"
#include "run.h"

#define STACK_BYTES 131072
#define VISITS 24
#define FIRST_NANOS 1763640000000000000ull /* the virtual clock begins on 20 November 2025 */

struct slot {
    ucontext_t context;
    uint64_t due;
    int alive;
    char *stack;
    struct visit visit;
};

static __thread struct player {
    const struct options *options;
    ucontext_t context;
    struct random random;
    struct slot *slots, *current;
    int count;
    uint64_t now, events, requests, began, rate;
} player;

static uint64_t real_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static void sleep_until(uint64_t nanos)
{
    for (uint64_t now; !stopping && (now = real_nanos()) + 50000 < nanos;) {
        uint64_t rest = nanos - now > 50 * MILLIS ? 50 * MILLIS : nanos - now;
        nanosleep(&(struct timespec){.tv_nsec = rest}, NULL);
    }
}

void player_breathe(void)
{
    if (player.rate != 0)
        sleep_until(player.began + (uint64_t)((double)tally.all * 1e9 / player.rate));
}

uint64_t player_now(void)
{
    return player.now;
}

void player_pause(uint64_t nanos)
{
    player.current->due = player.now + nanos;
    swapcontext(&player.current->context, &player.context);
}

static int finished(void)
{
    const struct options *o = player.options;
    return stopping || (o->events != 0 && tally.all >= player.events) || (o->requests != 0 && sums.requests >= player.requests) ||
           (o->seconds != 0 && real_nanos() - player.began >= o->seconds * 1000000000ull);
}

int player_more(void)
{
    if (finished())
        return 0;
    ++sums.requests;
    return 1;
}

void player_random_uuid(struct random *random, char uuid[37])
{
    char digits[33];
    random_hex(random, digits, 32);
    snprintf(uuid, 37, "%.8s-%.4s-4%.3s-a%.3s-%.12s", digits, digits + 8, digits + 13, digits + 17, digits + 20);
}

uint64_t player_connection(struct random *random, struct conn **conn, char uuid[37])
{
    static uint64_t last; /* one counter a process, as in H2O */
    *conn = calloc(1, sizeof(**conn));
    (*conn)->id = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
    ++sums.connections;
    player_random_uuid(random, uuid);
    return (*conn)->id;
}

static void visit_main(void)
{
    struct slot *self = player.current;
    const int *mix = player.options->mix;
    int lot = random_below(&self->visit.random, mix[0] + mix[1] + mix[2]);
    self->visit.client = client_make(&self->visit.random);
    if (lot < mix[0])
        play_h1(&self->visit);
    else if (lot < mix[0] + mix[1])
        play_h2(&self->visit);
    else
        play_h3(&self->visit);
    self->alive = 0;
    swapcontext(&self->context, &player.context);
}

static void begin(struct slot *slot)
{
    slot->visit.random = random_fork(&player.random);
    slot->due = player.now + random_below(&player.random, player.options->demo ? 4000 * MILLIS : 20 * MILLIS);
    slot->alive = 1;
    getcontext(&slot->context);
    slot->context.uc_stack.ss_sp = slot->stack;
    slot->context.uc_stack.ss_size = STACK_BYTES;
    slot->context.uc_link = NULL;
    makecontext(&slot->context, visit_main, 0);
}

/* the slot that is due first; ended ones begin anew while more is wanted */
static struct slot *next(void)
{
    struct slot *first = NULL;
    int more = !finished();
    for (struct slot *slot = player.slots; slot != player.slots + player.count; ++slot) {
        if (!slot->alive && more)
            begin(slot);
        if (slot->alive && (first == NULL || slot->due < first->due))
            first = slot;
    }
    return first;
}

static uint64_t share(uint64_t whole, int threads, int thread)
{
    return whole / threads + ((uint64_t)thread < whole % threads);
}

static void player_open(const struct options *options, int thread)
{
    struct random seed = {options->seed};
    for (int i = 0; i <= thread; ++i)
        player.random = random_fork(&seed);
    player.options = options;
    player.count = options->demo ? VISITS / options->threads + 1 : 16;
    player.events = share(options->events, options->threads, thread);
    player.requests = share(options->requests, options->threads, thread);
    player.rate = options->demo ? 0 : share(options->rate, options->threads, thread);
    player.began = real_nanos();
    player.now = FIRST_NANOS;
    if (options->demo)
        player.now = time(NULL) * 1000000000ull;
    player.slots = calloc(player.count, sizeof(*player.slots));
    for (int i = 0; i != player.count; ++i)
        player.slots[i].stack = malloc(STACK_BYTES);
}

void player_run(const struct options *options, int thread)
{
    player_open(options, thread);
    uint64_t first = player.now;
    for (struct slot *slot; (slot = next()) != NULL; player_breathe()) {
        if (slot->due > player.now)
            player.now = slot->due;
        if (options->demo)
            sleep_until(player.began + (player.now - first));
        player.current = slot;
        swapcontext(&player.context, &slot->context);
    }
    for (int i = 0; i != player.count; ++i)
        free(player.slots[i].stack);
    free(player.slots);
}
