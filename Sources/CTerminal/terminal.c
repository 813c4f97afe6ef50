#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Handlers call nothing that is not safe in a signal handler: signal-safety(7) has tcsetattr, tcgetpgrp, getpgrp,
   sigaction, raise and pthread_sigmask. */

static int terminal;
static struct termios shown, hidden;
static volatile sig_atomic_t is_hidden;

/* What each signal did before; only of those that are watched. */
static struct sigaction before[NSIG];
static volatile sig_atomic_t is_watched[NSIG];

/* Another process group that has the terminal has set it as it wants it. No controlling terminal, no groups. */
static bool has_terminal(void) {
  pid_t group = tcgetpgrp(terminal);
  return group < 0 || group == getpgrp();
}

static void set(const struct termios *settings) {
  if (has_terminal()) tcsetattr(terminal, TCSAFLUSH, settings);
}

static bool stops(int number) { return number == SIGTSTP || number == SIGTTIN || number == SIGTTOU; }

static void watch(int number);

/* Puts the terminal back and lets the signal do what it did before. */
static void pass_on(int number) {
  int error = errno;
  set(&shown);
  sigaction(number, &before[number], NULL);
  raise(number);
  if (stops(number)) {
    sigset_t this;
    sigemptyset(&this);
    sigaddset(&this, number);
    pthread_sigmask(SIG_UNBLOCK, &this, NULL);
    /* Here it stands still until somebody lets it go on. */
    watch(number);
    if (is_hidden) set(&hidden);
  }
  errno = error;
}

static void go_on(int number) {
  int error = errno;
  (void)number;
  if (is_hidden) set(&hidden);
  errno = error;
}

static void watch(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = number == SIGCONT ? go_on : pass_on;
  action.sa_flags = SA_RESTART;
  /* Setting a terminal from the background raises SIGTTOU. */
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* Those that end or stop a process and can be caught. */
static bool is_wanted(int number) {
  switch (number) {
  case SIGKILL: case SIGSTOP: case SIGCHLD: case SIGURG: case SIGWINCH: return false;
  default: return true;
  }
}

static void watch_all(void) {
  for (int number = 1; number < NSIG; number++) {
    if (!is_wanted(number) || sigaction(number, NULL, &before[number]) != 0) continue;
    if (before[number].sa_handler == SIG_IGN) continue;
    is_watched[number] = 1;
    watch(number);
  }
}

static void unwatch_all(void) {
  for (int number = 1; number < NSIG; number++) {
    if (!is_watched[number]) continue;
    is_watched[number] = 0;
    sigaction(number, &before[number], NULL);
  }
}

bool chaka_terminal_hide(int descriptor) {
  if (tcgetattr(descriptor, &shown) != 0) return false;
  terminal = descriptor;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
  is_hidden = 1;
  watch_all();
  set(&hidden);
  return true;
}

void chaka_terminal_show(void) {
  if (!is_hidden) return;
  is_hidden = 0;
  set(&shown);
  unwatch_all();
}
