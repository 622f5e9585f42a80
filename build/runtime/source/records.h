/* What the app says on the control socket (descriptor 3), and what it is told there. */
#ifndef RECORDS_H
#define RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define CONTROL 3
#define FIELD_LIMIT 4

/*
 * From the app: a count of fields (8 bits), then each as its length (32 bits, little endian) and its bytes. The first field
 * is a word that says what the others are. Every field is followed by a NUL here, so that it can be used as a string.
 */
struct record {
  int count;
  char *fields[FIELD_LIMIT];
  size_t lengths[FIELD_LIMIT];
};

/* False at the end of the socket, and for anything that is not a record. The fields live until `record_free`. */
bool record_read(struct record *record);
void record_free(struct record *record);
bool record_is(const struct record *record, const char *word, int count);

/* To the app, one line each: `running PID`, `refused STEP ERRNO`, `exited STATUS SIGNAL`. */
void reply(const char *word, long first, long second);
void reply_refused(const char *step, int error);

#endif
