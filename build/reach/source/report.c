#include "report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char *outcome_word(enum outcome outcome) {
  switch (outcome) {
  case OK: return "ok";
  case COMMAND_FAILED: return "command-failed";
  case USAGE: return "usage";
  case NO_PROCESS: return "no-process";
  case NO_ACCESS: return "no-access";
  case NOT_A_JVM: return "not-a-jvm";
  case ATTACH_DISABLED: return "attach-disabled";
  case TMP_UNUSABLE: return "tmp-unusable";
  case STOPPED: return "stopped";
  case ATTACH_TIMEOUT: return "attach-timeout";
  case SOCKET_REFUSED: return "socket-refused";
  case NO_REPLY: return "no-reply";
  case REPLY_TIMEOUT: return "reply-timeout";
  case OUTPUT_FAILED: return "output-failed";
  case INTERRUPTED: return "interrupted";
  case FILE_ERROR: return "file-error";
  case NOT_FOUND: return "not-found";
  case DENIED: return "denied";
  case NOT_A_DIRECTORY: return "not-a-directory";
  case NOT_A_FILE: return "not-a-file";
  case EXISTS: return "exists";
  case LINK_LOOP: return "link-loop";
  case NO_SPACE: return "no-space";
  case READ_ONLY: return "read-only";
  case MISMATCH: return "mismatch";
  case NOT_EMPTY: return "not-empty";
  case INPUT_CUT: return "input-cut";
  }
  return "unknown";
}

__attribute__((format(printf, 2, 3))) static void add(struct report *report, const char *format, ...) {
  size_t room = sizeof report->facts - report->length;
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(report->facts + report->length, room, format, arguments);
  va_end(arguments);
  if (written > 0 && (size_t)written < room) report->length += (size_t)written;
  else report->facts[report->length] = '\0';
}

void report_number(struct report *report, const char *key, uint64_t value) {
  add(report, " %s=%" PRIu64, key, value);
}

void report_signed(struct report *report, const char *key, int64_t value) {
  add(report, " %s=%" PRId64, key, value);
}

void report_word(struct report *report, const char *key, const char *value) {
  add(report, " %s=%s", key, value);
}

enum outcome report_failure(struct report *report, enum outcome outcome, const char *detail, int error) {
  report->outcome = outcome;
  report->detail = detail;
  report->error = error;
  return outcome;
}

static enum outcome outcome_of(int error) {
  switch (error) {
  case ENOENT: return NOT_FOUND;
  case EACCES:
  case EPERM: return DENIED;
  case ENOTDIR: return NOT_A_DIRECTORY;
  case EISDIR: return NOT_A_FILE;
  case EEXIST: return EXISTS;
  case ELOOP: return LINK_LOOP;
  case ENOSPC:
  case EDQUOT: return NO_SPACE;
  case EROFS: return READ_ONLY;
  case ENOTEMPTY: return NOT_EMPTY;
  default: return FILE_ERROR;
  }
}

enum outcome report_file_error(struct report *report, const char *detail, int error) {
  return report_failure(report, outcome_of(error), detail, error);
}

void report_print(const struct report *report, int descriptor) {
  char line[sizeof report->facts + 256];
  int length = snprintf(line, sizeof line, "kesako-reach: v=" REACH_VERSION " result=%s exit=%d",
                        outcome_word(report->outcome), report->outcome);
  size_t used = (size_t)length;
  if (report->detail != NULL) used += (size_t)snprintf(line + used, sizeof line - used, " detail=%s", report->detail);
  if (report->error != 0) used += (size_t)snprintf(line + used, sizeof line - used, " errno=%d", report->error);
  used += (size_t)snprintf(line + used, sizeof line - used, "%s\n", report->facts);
  ssize_t ignored = write(descriptor, line, used);
  (void)ignored;
}
