#ifndef CHAKA_TERMINAL_H
#define CHAKA_TERMINAL_H

#include <stdbool.h>

/// Turns echo, line editing and the keys for signals of a terminal off. Whatever signal ends or stops the process
/// meanwhile, the terminal is put back first; one that stops it turns them off again when the process goes on in the
/// foreground. False if the descriptor is no terminal.
///
/// One terminal at a time, from one thread.
bool chaka_terminal_hide(int descriptor);

/// Puts the terminal back, and what signals do. Does nothing where nothing was turned off. A signal handler may call it.
void chaka_terminal_show(void);

#endif
