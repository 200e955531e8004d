#include "run.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

__thread struct sums sums;
volatile int stopping;

static struct tally total;
static struct sums total_sums;
static volatile sig_atomic_t begun;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void on_signal(int number)
{
    if (number == SIGUSR1)
        begun = 1;
    else
        stopping = 1;
}

static void *follow_stdin(void *unused)
{
    char byte;
    while (read(STDIN_FILENO, &byte, 1) == 1)
        begun = 1;
    stopping = 1;
    return unused;
}

void run_follow_stdin(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, follow_stdin, NULL);
    pthread_detach(thread);
}

void run_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
}

/* A tracer raises semaphores one after another: begin once their number has stood still for a quarter of a second. */
void run_wait(void)
{
    int last = 0;
    for (int still = 0; !begun && !stopping && still < 50; nap()) {
        int now = probes_attached();
        still = now != 0 && now == last ? still + 1 : 0;
        last = now;
    }
}

void run_linger(void)
{
    while (!stopping)
        nap();
}

void run_settle(void)
{
    pthread_mutex_lock(&lock);
    total.all += tally.all;
    for (int i = 0; i != PROBES; ++i) {
        total.played[i] += tally.played[i];
        total.fired[i] += tally.fired[i];
    }
    total_sums.requests += sums.requests;
    total_sums.connections += sums.connections;
    total_sums.header_value_bytes += sums.header_value_bytes;
    pthread_mutex_unlock(&lock);
}

static uint64_t print_counts(const char *title, const uint64_t *counts)
{
    uint64_t sum = 0;
    printf("\"%s\": {", title);
    for (int i = 0; i != PROBES; ++i) {
        if (counts[i] != 0)
            printf("%s\"%s\": %lu", sum == 0 ? "" : ", ", probe_infos[i].key, counts[i]);
        sum += counts[i];
    }
    printf("}, ");
    return sum;
}

void run_summary(void)
{
    printf("{");
    uint64_t fired = print_counts("fired", total.fired), played = print_counts("played", total.played);
    printf("\"firedTotal\": %lu, \"playedTotal\": %lu, \"requests\": %lu, \"connections\": %lu, \"headerValueBytes\": %lu}\n",
           fired, played, total_sums.requests, total_sums.connections, total_sums.header_value_bytes);
    fflush(stdout);
}
