// Swift does not import <sys/timex.h>.
#include "CClock.h"

#include <sys/timex.h>

bool chaka_clock_is_synchronised(void) {
  struct timex reading = {0};
  int state = adjtimex(&reading);
  return state >= 0 && state != TIME_ERROR && (reading.status & STA_UNSYNC) == 0;
}
