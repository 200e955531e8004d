/* A stand-in for H2O: its providers, probes, semaphores and arguments, and believable traffic, without the server. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include "call.h"
#include "options.h"
#include "player.h"
#include "run.h"
#include "spin.h"

static void announce(int port)
{
    printf("{\"pid\": %d, \"port\": %d}\n", getpid(), port);
    fflush(stdout);
}

static void every_probe_once(void)
{
    static struct call call;
    for (int probe = 0; probe != PROBES; ++probe) {
        call_prepare(&call, probe);
        call_fire(&call);
        call_print(&call, stdout);
    }
}

static struct options options;

static void *worker(void *thread)
{
    player_run(&options, (int)(intptr_t)thread);
    run_settle();
    return NULL;
}

static void play(void)
{
    pthread_t threads[64];
    for (intptr_t i = 0; i != options.threads; ++i)
        pthread_create(threads + i, NULL, worker, (void *)i);
    for (int i = 0; i != options.threads; ++i)
        pthread_join(threads[i], NULL);
}

int main(int argc, char **argv)
{
    options = options_parse(argc, argv);
    int spun = probe_by_key(options.spin_probe);
    if (spun < 0) {
        fprintf(stderr, "h2o-standin: %s: no such probe; see bpf/probes\n", options.spin_probe);
        return 2;
    }
    run_signals();
    announce(0);
    if (options.wait)
        run_wait();
    if (options.spin != 0)
        spin(options.spin, spun);
    else if (options.edge)
        every_probe_once();
    else
        play();
    run_settle();
    run_summary();
    if (options.linger)
        run_linger();
    return 0;
}
