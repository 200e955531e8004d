/* The run as a whole: when it begins, when it ends, and what it tells. */
#ifndef STANDIN_RUN_H
#define STANDIN_RUN_H

#include <stdint.h>
#include "options.h"
#include "probes.h"

struct sums {
    uint64_t requests, connections, header_value_bytes;
};
extern __thread struct sums sums;
extern volatile int stopping;

void run_signals(void);
void run_follow_stdin(void); /* its first byte is as SIGUSR1, its end as SIGTERM: whoever started this is gone */
void run_wait(void);         /* until SIGUSR1, or a tracer is attached */
void run_linger(void);       /* until SIGTERM */
void run_settle(void);       /* adds what this thread counted to the run's account; call once a thread */
void run_summary(void);

#endif
