#include "records.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A mounted file may have a mebibyte; nothing that the app sends is larger. */
#define BYTES_LIMIT (4u << 20)

static bool read_fully(void *into, size_t length) {
  char *next = into;
  while (length > 0) {
    ssize_t got = read(CONTROL, next, length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    next += got;
    length -= (size_t)got;
  }
  return true;
}

static bool read_field(struct record *record) {
  unsigned char prefix[4];
  if (!read_fully(prefix, sizeof prefix)) return false;
  size_t length = prefix[0] | (size_t)prefix[1] << 8 | (size_t)prefix[2] << 16 | (size_t)prefix[3] << 24;
  if (length > BYTES_LIMIT) return false;
  char *field = malloc(length + 1);
  if (field == NULL) return false;
  record->fields[record->count] = field;
  record->lengths[record->count++] = length;
  field[length] = '\0';
  return read_fully(field, length);
}

bool record_read(struct record *record) {
  uint8_t count;
  record->count = 0;
  if (!read_fully(&count, 1) || count == 0 || count > FIELD_LIMIT) return false;
  while (record->count < count) {
    if (!read_field(record)) {
      record_free(record);
      return false;
    }
  }
  return true;
}

void record_free(struct record *record) {
  while (record->count > 0) free(record->fields[--record->count]);
}

bool record_is(const struct record *record, const char *word, int count) {
  return record->count == count && strcmp(record->fields[0], word) == 0;
}

static void send_line(const char *line, int length) {
  /* The app may be gone: whoever reads the control socket next learns it there. */
  if (length > 0 && write(CONTROL, line, (size_t)length) != length) return;
}

void reply(const char *word, long first, long second) {
  char line[96];
  send_line(line, snprintf(line, sizeof line, "%s %ld %ld\n", word, first, second));
}

void reply_refused(const char *step, int error) {
  char line[96];
  send_line(line, snprintf(line, sizeof line, "refused %s %d\n", step, error));
}
