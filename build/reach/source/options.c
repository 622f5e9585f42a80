#include "options.h"

#include <string.h>

#include "proc-file.h"

void options_start(struct options *options, int count, const char *const *words) {
  memset(options, 0, sizeof *options);
  options->count = count;
  options->words = words;
  while (options->first < count && strncmp(words[options->first], "--", 2) == 0) {
    /* A word of its own ends them, so that what follows may begin with dashes. */
    if (words[options->first++][2] == '\0') {
      options->asked |= (uint64_t)1 << (options->first - 1);
      break;
    }
  }
  if (options->first > 60) options->wrong = true;
}

const char *option_text(struct options *options, const char *name) {
  size_t length = strlen(name);
  const char *value = NULL;
  for (int i = 0; i < options->first && i < 60; i++) {
    const char *word = options->words[i] + 2;
    if (strncmp(word, name, length) != 0 || (word[length] != '=' && word[length] != '\0')) continue;
    options->asked |= (uint64_t)1 << i;
    value = word[length] == '=' ? word + length + 1 : "";
  }
  return value;
}

bool option_given(struct options *options, const char *name) {
  return option_text(options, name) != NULL;
}

uint64_t option_number(struct options *options, const char *name, uint64_t otherwise, uint64_t limit) {
  const char *text = option_text(options, name);
  uint64_t number = otherwise;
  if (text != NULL && !parse_number(text, limit, &number)) options->wrong = true;
  return number;
}

bool options_end(const struct options *options, int words) {
  if (options->wrong || options->count - options->first != words) return false;
  return options->asked == ((uint64_t)1 << options->first) - 1;
}

const char *option_word(const struct options *options, int index) {
  return options->words[options->first + index];
}

bool option_pid(const struct options *options, int index, pid_t *pid) {
  uint64_t number;
  if (!parse_number(option_word(options, index), 4194304, &number) || number == 0) return false;
  *pid = (pid_t)number;
  return true;
}
