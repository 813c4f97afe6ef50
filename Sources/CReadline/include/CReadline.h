/* What LineEditor needs of GNU Readline, without its globals, which Swift 6 cannot touch. */
#ifndef CHAKA_CREADLINE_H
#define CHAKA_CREADLINE_H

typedef enum {
  CHAKA_LINE_READ,      /* `line` is what was typed; the caller frees it. */
  CHAKA_LINE_CANCELLED, /* Ctrl-C. */
  CHAKA_LINE_END        /* Ctrl-D on an empty line, or the terminal is gone. */
} chaka_line_kind;

typedef struct {
  chaka_line_kind kind;
  char *_Nullable line;
} chaka_line;

/* What has happened while the line waits; both may be NULL, and are freed here. */
typedef struct {
  /* Lines to print above the line being typed, the last one ended. */
  char *_Nullable notes;
  /* The prompt from now on. */
  char *_Nullable prompt;
  /* What is watched from now on, as for chaka_readline_watch. */
  int watched;
  int is_ticking;
} chaka_news;

/* Everything is told the text before the cursor. What they return was allocated with malloc, and is freed here. */
typedef struct {
  /* What the text may become: its longest common beginning first, then all of them, then NULL. */
  char *_Nullable *_Nullable (*_Nonnull complete)(const char *_Nonnull before);
  /* The choices as text to print, one line of help each if asked for; NULL for none. */
  char *_Nullable (*_Nonnull list)(const char *_Nonnull before, int with_help);
  /* Whether a question mark is a character here and no question. */
  int (*_Nonnull is_quoted)(const char *_Nonnull before);
  /* Asked when the watched descriptor can be read while a line waits, and each second if that was asked for. */
  chaka_news (*_Nonnull news)(void);
} chaka_callbacks;

/* Before the first line: once, on the main thread. */
void chaka_readline_start(const char *_Nonnull program, chaka_callbacks callbacks);

/* Reads one line on the main thread. Ctrl-C ends the line and nothing else. */
chaka_line chaka_readline(const char *_Nonnull prompt);

/* Whether Ctrl-C was pressed since the latest line was read. */
int chaka_was_interrupted(void);

/* From now on no Ctrl-C was pressed. */
void chaka_forget_interrupt(void);

/* What is watched while a line waits: a descriptor, or -1 for none, and whether each second is news, too. */
void chaka_readline_watch(int descriptor, int is_ticking);

/* Waits on the main thread until a descriptor can be read, -1 milliseconds being without end. 0 if the time is over, or
   Ctrl-C was pressed, which is never missed. */
int chaka_wait_to_read(int descriptor, int milliseconds);

/* Fills the history from a file; one that cannot be read is an empty one. */
void chaka_history_load(const char *_Nonnull path, int longest);

/* Remembers a line, unless it is the latest one already; says whether it was added. */
int chaka_history_add(const char *_Nonnull line);

#endif
