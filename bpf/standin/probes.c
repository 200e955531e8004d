/* One site for each probe, and its semaphore. */
#include "probes.h"

#define PROBE(provider, name, parameters, ...)                                                                                     \
    __attribute__((section(".probes"), used)) volatile unsigned short provider##_##name##_semaphore;                               \
    __attribute__((noinline)) void fire_##provider##_##name parameters                                                             \
    {                                                                                                                              \
        STAP_PROBEV(provider, name, __VA_ARGS__);                                                                                  \
    }
#include "probes.def"
#undef PROBE

const struct probe_info probe_infos[PROBES] = {
#define PROBE(provider, name, parameters, ...)                                                                                     \
    {#provider ":" #name, #parameters, #__VA_ARGS__, &provider##_##name##_semaphore, (void (*)(void))fire_##provider##_##name},
#include "probes.def"
#undef PROBE
};

__thread struct tally tally;

int probes_attached(void)
{
    int raised = 0;
    for (int i = 0; i != PROBES; ++i)
        raised += *probe_infos[i].semaphore != 0;
    return raised;
}
