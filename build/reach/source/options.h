/* The words after a verb: `--name=value` or `--name`, then what it is about. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct options {
  int count;           /* of all words */
  const char *const *words; /* after the verb */
  int first;           /* of the words that are no options */
  bool wrong;          /* a value was asked for that is no number or out of its range */
  uint64_t asked;      /* a bit for each option that a verb has asked for */
};

void options_start(struct options *options, int count, const char *const *words);

/* Its value, "" for one without, NULL if it was not given. */
const char *option_text(struct options *options, const char *name);
bool option_given(struct options *options, const char *name);
uint64_t option_number(struct options *options, const char *name, uint64_t otherwise, uint64_t limit);

/* Ask for these last: false if a word is missing or too many, or an option was given that nobody has asked for. */
bool options_end(const struct options *options, int words);
const char *option_word(const struct options *options, int index);
/* A process number: 1 to 4194304, the kernel's limit. */
bool option_pid(const struct options *options, int index, pid_t *pid);

#endif
