#ifndef CHAKA_CLOCK_H
#define CHAKA_CLOCK_H

#include <stdbool.h>

/// Whether the kernel says that a time source keeps its clock (adjtimex(2)). False where it does not tell.
bool chaka_clock_is_synchronised(void);

#endif
