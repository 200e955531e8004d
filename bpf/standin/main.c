/* A stand-in for H2O: its providers, probes, semaphores and arguments, and believable traffic, without the server. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include "call.h"
#include "edge.h"
#include "options.h"
#include "player.h"
#include "run.h"
#include "server.h"
#include "spin.h"

static void announce(int port)
{
    printf("{\"pid\": %d, \"port\": %d}\n", getpid(), port);
    fflush(stdout);
}

static struct options options;

static void *play_worker(void *thread)
{
    player_run(&options, (int)(intptr_t)thread);
    run_settle();
    return NULL;
}

static void *server_worker(void *unused)
{
    server_run();
    run_settle();
    return unused;
}

/* with a port and nothing else asked for, it only serves */
static int plays(void)
{
    return options.port < 0 || options.demo || options.events != 0 || options.requests != 0 || options.seconds != 0;
}

static void work(void)
{
    pthread_t players[64], servers[64];
    int player_count = plays() ? options.threads : 0, server_count = options.port >= 0 ? options.threads : 0;
    for (intptr_t i = 0; i != server_count; ++i)
        pthread_create(servers + i, NULL, server_worker, NULL);
    for (intptr_t i = 0; i != player_count; ++i)
        pthread_create(players + i, NULL, play_worker, (void *)i);
    for (int i = 0; i != player_count; ++i)
        pthread_join(players[i], NULL);
    if (player_count != 0)
        server_stop();
    for (int i = 0; i != server_count; ++i)
        pthread_join(servers[i], NULL);
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
    if (options.follow_stdin)
        run_follow_stdin();
    announce(options.port >= 0 ? server_listen(options.port) : 0);
    if (options.wait)
        run_wait();
    if (options.spin != 0)
        spin(options.spin, spun);
    else if (options.edge)
        edge();
    else
        work();
    run_settle();
    run_summary();
    if (options.linger)
        run_linger();
    return 0;
}
