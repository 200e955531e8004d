/* Numbers that follow from a seed alone. */
#ifndef STANDIN_RANDOM_H
#define STANDIN_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

struct random random_fork(struct random *random); /* an independent stream of numbers */
uint64_t random_next(struct random *random);
uint64_t random_below(struct random *random, uint64_t limit);
uint64_t random_between(struct random *random, uint64_t low, uint64_t high); /* both included */
int random_chance(struct random *random, unsigned permille);
double random_tail(struct random *random, double median, double spread); /* log-normal */
void random_hex(struct random *random, char *text, size_t digits);       /* and a NUL */

#endif
