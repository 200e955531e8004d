#ifndef STANDIN_SPIN_H
#define STANDIN_SPIN_H

#include <stdint.h>

/* fires one probe in a tight loop and prints the CPU time of this thread for it */
void spin(uint64_t count, int probe);

#endif
