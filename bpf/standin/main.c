/* A stand-in for H2O: its providers, probes, semaphores and arguments, and believable traffic, without the server. */
#include <stdio.h>
#include <unistd.h>
#include "call.h"
#include "options.h"
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

int main(int argc, char **argv)
{
    struct options options = options_parse(argc, argv);
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
    if (options.edge)
        every_probe_once();
    run_settle();
    run_summary();
    if (options.linger)
        run_linger();
    return 0;
}
