#include "spin.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "call.h"
#include "run.h"

static uint64_t cpu_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000ull + now.tv_nsec;
}

/* a header as browsers send it, in the middle of others */
static void spin_header(uint64_t count)
{
    static const char block[] = "acceptuser-agentMozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0cookie";
    static const size_t length = sizeof(block) - 1 - 16 - 6;
    struct conn conn = {.id = 1};
    for (uint64_t i = 0; i != count; ++i)
        FIRE(h2o, receive_request_header, &conn, 1, block + 6, 10, block + 16, length);
}

void spin(uint64_t count, int probe)
{
    static struct call call;
    call_prepare(&call, probe, 0);
    uint64_t before = cpu_nanos();
    if (probe == probe_h2o_receive_request_header)
        spin_header(count);
    else
        for (uint64_t i = 0; i != count; ++i)
            call_fire(&call);
    uint64_t taken = cpu_nanos() - before;
    printf("{\"events\": %lu, \"threadCpuNanos\": %lu, \"nanosPerEvent\": %.2f}\n", count, taken,
           count == 0 ? 0.0 : (double)taken / count);
}
