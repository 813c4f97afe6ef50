#include "CReadline.h"

#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>

#include <readline/history.h>
#include <readline/readline.h>

static chaka_callbacks callbacks;
static sigjmp_buf line_start;
static volatile sig_atomic_t is_reading = 0;
static volatile sig_atomic_t was_interrupted = 0;
/* What is watched beside the keyboard while a line waits: see chaka_readline_watch. */
static int watched = -1;
static int is_ticking = 0;

static void note_interrupt(int signal) {
  (void)signal;
  was_interrupted = 1;
}

/* Outside of the signal handler, where leaving the line is safe. */
static int leave_interrupted_line(void) {
  rl_check_signals();
  if (was_interrupted && is_reading) siglongjmp(line_start, 1);
  return 0;
}

static int is_dumb(void) {
  return rl_terminal_name == NULL || strcmp(rl_terminal_name, "dumb") == 0;
}

/* Prints what has happened above the line being typed, which stays as it is. A terminal that cannot move its cursor
   gets a new line for it, and no prompt that changes by itself. */
static void show_news(void) {
  if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_SEARCH | RL_STATE_NUMERICARG | RL_STATE_MULTIKEY |
                 RL_STATE_METANEXT | RL_STATE_COMPLETING | RL_STATE_VIMOTION))
    return;
  chaka_news news = callbacks.news();
  watched = news.watched;
  is_ticking = news.is_ticking;
  if (news.prompt != NULL) rl_set_prompt(news.prompt);
  if (news.notes != NULL || (news.prompt != NULL && !is_dumb())) {
    is_dumb() ? rl_crlf() : rl_clear_visible_line();
    if (news.notes != NULL) fputs(news.notes, rl_outstream);
    rl_forced_update_display();
    fflush(rl_outstream);
  }
  free(news.notes);
  free(news.prompt);
}

/* Waits for a character with SIGINT blocked until the very moment of waiting, so that no Ctrl-C is missed. The other
   threads of the process block it always. */
static int next_character(FILE *stream) {
  sigset_t interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  for (;;) {
    sigprocmask(SIG_BLOCK, &interrupt, &before);
    int is_ready = 0, has_news = 0, input = fileno(stream);
    struct timespec second = {1, 0};
    if (!rl_pending_signal() && !was_interrupted) {
      fd_set inputs;
      FD_ZERO(&inputs);
      FD_SET(input, &inputs);
      if (watched >= 0) FD_SET(watched, &inputs);
      int last = watched > input ? watched : input;
      int count = pselect(last + 1, &inputs, NULL, NULL, is_ticking ? &second : NULL, &before);
      has_news = count == 0 || (count > 0 && watched >= 0 && FD_ISSET(watched, &inputs));
      is_ready = (count > 0 && FD_ISSET(input, &inputs)) || (count < 0 && errno != EINTR);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (is_ready) return rl_getc(stream);
    leave_interrupted_line();
    if (has_news && !was_interrupted) show_news();
  }
}

int chaka_was_interrupted(void) { return was_interrupted; }

void chaka_forget_interrupt(void) { was_interrupted = 0; }

void chaka_readline_watch(int descriptor, int ticking) {
  watched = descriptor;
  is_ticking = ticking;
}

int chaka_wait_to_read(int descriptor, int milliseconds) {
  sigset_t interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, &before);
  int count = 0;
  if (!was_interrupted) {
    fd_set inputs;
    FD_ZERO(&inputs);
    FD_SET(descriptor, &inputs);
    struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
    count = pselect(descriptor + 1, &inputs, NULL, NULL, milliseconds < 0 ? NULL : &time, &before);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return count > 0;
}

/* The caller frees it. */
static char *text_before_cursor(void) { return strndup(rl_line_buffer, (size_t)rl_point); }

/* A folder, in which the completion goes on. */
static int ends_in_slash(const char *text) {
  size_t length = strlen(text);
  return length > 0 && text[length - 1] == '/';
}

static char **complete(const char *text, int start, int end) {
  (void)text, (void)start, (void)end;
  rl_attempted_completion_over = 1;
  char *before = text_before_cursor();
  char **matches = callbacks.complete(before);
  free(before);
  if (matches != NULL && matches[1] == NULL && ends_in_slash(matches[0])) rl_completion_append_character = '\0';
  return matches;
}

static void print_choices(int with_help) {
  char *before = text_before_cursor();
  char *text = callbacks.list(before, with_help);
  free(before);
  if (text == NULL) {
    rl_ding();
    return;
  }
  rl_crlf();
  fputs(text, rl_outstream);
  fflush(rl_outstream);
  free(text);
  rl_forced_update_display();
}

static void show_matches(char **matches, int count, int longest) {
  (void)matches, (void)count, (void)longest;
  print_choices(0);
}

static int answer_question(int count, int key) {
  char *before = text_before_cursor();
  int is_quoted = callbacks.is_quoted(before);
  free(before);
  if (is_quoted) return rl_insert(count, key);
  print_choices(1);
  return 0;
}

/* Backspace over Chinese wants a UTF-8 locale; the language was read before. */
static void want_utf8(void) {
  setlocale(LC_ALL, "");
  if (MB_CUR_MAX > 1) return;
  setenv("LC_ALL", "C.UTF-8", 1);
  setlocale(LC_ALL, "");
}

/* Ctrl-\ is a slip of the finger beside Ctrl-] and Enter. Programs that are started from here end by it as usual, which
   they would not if it were ignored. */
static void stay(int number) { (void)number; }

/* Whoever started the process may have blocked the signals of a terminal. */
static void want_interrupts(void) {
  struct sigaction action = {0};
  action.sa_handler = note_interrupt;
  sigaction(SIGINT, &action, NULL);
  action.sa_handler = stay;
  action.sa_flags = SA_RESTART;
  sigaction(SIGQUIT, &action, NULL);
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTSTP);
  sigaddset(&wanted, SIGWINCH);
  sigprocmask(SIG_UNBLOCK, &wanted, NULL);
}

void chaka_readline_start(const char *program, chaka_callbacks given) {
  callbacks = given;
  want_utf8();
  rl_readline_name = strdup(program);
  rl_change_environment = 0;
  rl_signal_event_hook = leave_interrupted_line;
  rl_getc_function = next_character;
  rl_completer_word_break_characters = "";
  rl_sort_completion_matches = 0;
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = show_matches;
  rl_initialize();
  rl_bind_key('?', answer_question);
  want_interrupts();
}

static void forget_line(void) {
  rl_free_line_state();
  rl_cleanup_after_signal();
  RL_UNSETSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_SEARCH | RL_STATE_NUMERICARG | RL_STATE_MULTIKEY |
                RL_STATE_METANEXT | RL_STATE_COMPLETING | RL_STATE_DISPATCHING | RL_STATE_MOREINPUT |
                RL_STATE_SIGHANDLER | RL_STATE_READCMD);
  rl_point = rl_end = rl_mark = 0;
  rl_line_buffer[0] = '\0';
  fputc('\n', rl_outstream);
  fflush(rl_outstream);
}

/* With bracketed paste readline itself ends the line. */
static void end_line_at_eof(void) {
  const char *paste = rl_variable_value("enable-bracketed-paste");
  if (paste != NULL && strcmp(paste, "on") == 0) return;
  fputc('\n', rl_outstream);
  fflush(rl_outstream);
}

chaka_line chaka_readline(const char *prompt) {
  chaka_line result = {CHAKA_LINE_CANCELLED, NULL};
  was_interrupted = 0;
  if (sigsetjmp(line_start, 1) != 0) {
    is_reading = 0;
    forget_line();
    return result;
  }
  is_reading = 1;
  /* Readline hears of a resized terminal only while it reads. */
  rl_reset_screen_size();
  char *line = readline(prompt);
  is_reading = 0;
  if (line == NULL) end_line_at_eof();
  result.kind = line == NULL ? CHAKA_LINE_END : CHAKA_LINE_READ;
  result.line = line;
  return result;
}

void chaka_history_load(const char *path, int longest) {
  using_history();
  stifle_history(longest);
  history_truncate_file(path, longest);
  read_history(path);
}

int chaka_history_add(const char *line) {
  HIST_ENTRY *latest = history_get(history_base + history_length - 1);
  if (latest != NULL && strcmp(latest->line, line) == 0) return 0;
  add_history(line);
  return 1;
}
