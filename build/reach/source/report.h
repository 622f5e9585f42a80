/* What a verb says of itself at its end: one line on stderr, numbers and fixed words only, never text of the target. */
#ifndef REPORT_H
#define REPORT_H

#include <stddef.h>
#include <stdint.h>

#define REACH_VERSION "1"

/* Exit codes. 1, 2, 126 and 127 belong to shells and container runtimes, so ours start at 20. */
enum outcome {
  OK = 0,
  COMMAND_FAILED = 20,
  USAGE = 21,
  NO_PROCESS = 22,
  NO_ACCESS = 23,
  NOT_A_JVM = 24,
  ATTACH_DISABLED = 25,
  TMP_UNUSABLE = 26,
  STOPPED = 27,
  ATTACH_TIMEOUT = 28,
  SOCKET_REFUSED = 29,
  NO_REPLY = 30,
  REPLY_TIMEOUT = 31,
  OUTPUT_FAILED = 32,
  INTERRUPTED = 33,
  FILE_ERROR = 34,
  NOT_FOUND = 35,
  DENIED = 36,
  NOT_A_DIRECTORY = 37,
  NOT_A_FILE = 38,
  EXISTS = 39,
  LINK_LOOP = 40,
  NO_SPACE = 41,
  READ_ONLY = 42,
  MISMATCH = 43,
  NOT_EMPTY = 44,
  INPUT_CUT = 45,
};

struct report {
  enum outcome outcome;
  const char *detail; /* a fixed word or NULL */
  int error;          /* errno or 0 */
  char facts[2048];   /* " key=value" each */
  size_t length;
};

void report_number(struct report *report, const char *key, uint64_t value);
void report_signed(struct report *report, const char *key, int64_t value);
/* `value` is a fixed word of this program or hexadecimal digits. */
void report_word(struct report *report, const char *key, const char *value);

/* Both return the outcome, so that a verb can end with them. */
enum outcome report_failure(struct report *report, enum outcome outcome, const char *detail, int error);
/* The outcome that an errno of a file operation means. */
enum outcome report_file_error(struct report *report, const char *detail, int error);

/* The line, sent by one write(): several would mix with stdout when both are one stream. */
void report_print(const struct report *report, int descriptor);

#endif
