/* The probes, each behind its semaphore as in H2O: unattached, a probe costs a load and a branch. Each thread counts what it
 * played (whether or not anybody listened) and what it fired (its semaphore was raised). */
#ifndef STANDIN_PROBES_H
#define STANDIN_PROBES_H

#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include "objects.h"

#define _SDT_HAS_SEMAPHORES 1
#define SDT_USE_VARIADIC 1
#include <sys/sdt.h>

enum probe {
#define PROBE(provider, name, ...) probe_##provider##_##name,
#include "probes.def"
#undef PROBE
    PROBES
};

#define PROBE(provider, name, parameters, ...)                                                                                     \
    extern volatile unsigned short provider##_##name##_semaphore;                                                                  \
    void fire_##provider##_##name parameters;
#include "probes.def"
#undef PROBE

struct probe_info {
    const char *key, *parameters, *arguments;
    const volatile unsigned short *semaphore;
    void (*fire)(void);
};
extern const struct probe_info probe_infos[PROBES];

struct tally {
    uint64_t all;
    uint64_t played[PROBES], fired[PROBES];
};
extern __thread struct tally tally;

#define GUARDED(provider, name, ...)                                                                                               \
    do {                                                                                                                           \
        ++tally.all;                                                                                                               \
        ++tally.played[probe_##provider##_##name];                                                                                 \
        if (__builtin_expect(provider##_##name##_semaphore, 0)) {                                                                  \
            ++tally.fired[probe_##provider##_##name];                                                                              \
            __VA_ARGS__;                                                                                                           \
        }                                                                                                                          \
    } while (0)

/* by the one site in probes.c */
#define FIRE(provider, name, ...) GUARDED(provider, name, fire_##provider##_##name(__VA_ARGS__))
/* a further site, here; the arguments are the probe's own */
#define FIRE_HERE(provider, name, ...) GUARDED(provider, name, STAP_PROBEV(provider, name, __VA_ARGS__))

int probes_attached(void);

#endif
