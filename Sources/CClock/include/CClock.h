#ifndef CHAKA_CLOCK_H
#define CHAKA_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

// Everything here is asked of the kernel by the processor's own instruction: a library that is loaded before the C
// library, and pretends a time to a program, is passed by.

/// Milliseconds since 1970 by the kernel's clock; negative where it does not tell.
int64_t chaka_kernel_time(void);

/// Milliseconds since the machine was started, its sleep included; negative where the kernel does not tell.
int64_t chaka_kernel_uptime(void);

/// Whether the kernel says that a time source keeps its clock (adjtimex(2)). False where it does not tell.
bool chaka_clock_is_synchronised(void);

/// Reads the beginning of a small file, such as those below /proc, and gives how many bytes; negative where it cannot be
/// read.
int64_t chaka_kernel_text(const char *path, void *buffer, int64_t size);

#endif
