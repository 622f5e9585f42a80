#include "proc-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t read_small_file(int folder, const char *path, char *buffer, size_t size) {
  int file = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return -1;
  size_t used = 0;
  ssize_t part = 0;
  while (used < size - 1 && (part = read(file, buffer + used, size - 1 - used)) > 0) {
    size_t wanted = size - 1 - used;
    used += (size_t)part;
    /* Of these files the kernel gives less than is asked for only at their end. */
    if ((size_t)part < wanted) break;
  }
  int error = errno;
  close(file);
  buffer[used] = '\0';
  errno = error;
  return part < 0 && used == 0 ? -1 : (ssize_t)used;
}

/* What follows `key` at the start of a line, or NULL. */
static const char *value_of(const char *text, const char *key) {
  size_t length = strlen(key);
  for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, key, length) == 0) return line + length;
  }
  return NULL;
}

static bool effective_id(const char *text, const char *key, unsigned *id) {
  const char *value = value_of(text, key);
  if (value == NULL) return false;
  char *end;
  strtoul(value, &end, 10);
  if (end == value) return false;
  const char *second = end;
  *id = (unsigned)strtoul(second, &end, 10);
  return end != second;
}

static uint64_t number_of(const char *text, const char *key, int base) {
  const char *value = value_of(text, key);
  return value == NULL ? 0 : strtoull(value, NULL, base);
}

bool parse_process_status(const char *text, struct process_status *status) {
  memset(status, 0, sizeof *status);
  const char *state = value_of(text, "State:\t");
  if (state == NULL || *state == '\0' || *state == '\n') return false;
  status->state = *state;
  if (!effective_id(text, "Uid:", &status->uid) || !effective_id(text, "Gid:", &status->gid)) return false;
  status->parent = (pid_t)number_of(text, "PPid:", 10);
  status->threads = number_of(text, "Threads:", 10);
  status->resident_kib = number_of(text, "VmRSS:", 10);
  status->caught_signals = number_of(text, "SigCgt:", 16);
  status->pending_signals = number_of(text, "SigPnd:", 16) | number_of(text, "ShdPnd:", 16);
  status->capabilities = number_of(text, "CapEff:", 16);
  const char *numbers = value_of(text, "NSpid:");
  /* Kernels without PID namespaces have no such line. */
  if (numbers == NULL) numbers = value_of(text, "Pid:");
  while (numbers != NULL && status->number_count < DEEPEST_PID_NAMESPACE) {
    while (*numbers == '\t' || *numbers == ' ') numbers++;
    char *end;
    unsigned long number = strtoul(numbers, &end, 10);
    if (end == numbers || *numbers == '\n') break;
    status->numbers[status->number_count++] = (pid_t)number;
    numbers = end;
  }
  return status->number_count > 0;
}

/*
 * Where a field of /proc/PID/stat begins, from the third on, or NULL: the second ends at the last parenthesis. Each process is
 * asked so each time: this library's strchr goes through all of the text before it looks.
 */
static const char *stat_field(const char *text, int field) {
  const char *rest = NULL;
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == ')') rest = at;
  }
  if (rest == NULL) return NULL;
  for (int blanks = 2; blanks < field; rest++) {
    if (*rest == '\0') return NULL;
    blanks += *rest == ' ';
  }
  return rest;
}

size_t stat_length(const char *text) {
  const char *unread = stat_field(text, 25);
  return unread == NULL ? strlen(text) : (size_t)(unread - text) - 1;
}

uint64_t parse_start_time(const char *text) {
  const char *field = stat_field(text, 22);
  return field == NULL ? 0 : strtoull(field, NULL, 10);
}

bool parse_number(const char *text, uint64_t limit, uint64_t *number) {
  if (*text < '0' || *text > '9') return false;
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  if (errno != 0 || *end != '\0' || value > limit) return false;
  *number = value;
  return true;
}
