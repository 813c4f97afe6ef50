// Swift does not import <sys/timex.h>, and has no way to call the kernel past the C library.
#include "CClock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

// Gives what the kernel gives: negative is an error. A wrapper in the C library, syscall(2) included, can be replaced by
// a preloaded one; the instruction cannot.
static long call(long number, long first, long second, long third, long fourth) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = fourth;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(first), "S"(second), "d"(third), "r"(r10)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = first;
  register long x1 __asm__("x1") = second;
  register long x2 __asm__("x2") = third;
  register long x3 __asm__("x3") = fourth;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
  return x0;
#else
  long result = syscall(number, first, second, third, fourth);
  return result < 0 ? -errno : result;
#endif
}

static int64_t clock_reading(clockid_t clock) {
  struct timespec time = {0};
  if (call(SYS_clock_gettime, clock, (long)&time, 0, 0) < 0) return -1;
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t chaka_kernel_time(void) { return clock_reading(CLOCK_REALTIME); }

int64_t chaka_kernel_uptime(void) { return clock_reading(CLOCK_BOOTTIME); }

bool chaka_clock_is_synchronised(void) {
  struct timex reading = {0};
  long state = call(SYS_adjtimex, (long)&reading, 0, 0, 0);
  return state >= 0 && state != TIME_ERROR && (reading.status & STA_UNSYNC) == 0;
}

int64_t chaka_kernel_text(const char *path, void *buffer, int64_t size) {
  long file = call(SYS_openat, AT_FDCWD, (long)path, O_RDONLY | O_CLOEXEC, 0);
  if (file < 0) return file;
  long count = call(SYS_read, file, (long)buffer, (long)size, 0);
  call(SYS_close, file, 0, 0, 0);
  return count;
}
