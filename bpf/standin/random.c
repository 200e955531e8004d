#include "random.h"
#include <math.h>

struct random random_fork(struct random *random)
{
    return (struct random){random_next(random)};
}

/* splitmix64, by Sebastiano Vigna (public domain) */
uint64_t random_next(struct random *random)
{
    uint64_t z = (random->state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    return (uint64_t)(((unsigned __int128)random_next(random) * limit) >> 64);
}

uint64_t random_between(struct random *random, uint64_t low, uint64_t high)
{
    return low + random_below(random, high - low + 1);
}

int random_chance(struct random *random, unsigned permille)
{
    return random_below(random, 1000) < permille;
}

double random_tail(struct random *random, double median, double spread)
{
    double u = (random_next(random) >> 11) * 0x1p-53 + 0x1p-54, v = (random_next(random) >> 11) * 0x1p-53;
    return median * exp(spread * sqrt(-2 * log(u)) * cos(6.283185307179586 * v));
}

void random_hex(struct random *random, char *text, size_t digits)
{
    uint64_t bits = 0;
    for (size_t i = 0; i != digits; ++i) {
        bits = i % 16 == 0 ? random_next(random) : bits >> 4;
        text[i] = "0123456789abcdef"[bits & 15];
    }
    text[digits] = '\0';
}
