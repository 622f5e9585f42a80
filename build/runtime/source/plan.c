#include "plan.h"

#include <stdlib.h>
#include <string.h>

/* Far more than any image of the app has; a program's arguments are limited by the kernel. */
#define ITEMS_LIMIT 20000

static bool grow(void *list, int count, size_t size) {
  /* Room for one more and for the NULL at the end, at every power of two. */
  if (count != 0 && (count & (count + 1)) != 0) return true;
  void **address = list;
  void *grown = count > ITEMS_LIMIT ? NULL : realloc(*address, (size_t)(2 * count + 2) * size);
  if (grown != NULL) *address = grown;
  return grown != NULL;
}

static bool add_word(char ***list, int *count, char *word) {
  if (!grow(list, *count, sizeof **list)) return false;
  (*list)[(*count)++] = word;
  (*list)[*count] = NULL;
  return true;
}

static bool add_part(struct plan *plan, const struct record *record) {
  if (!grow(&plan->parts, plan->part_count, sizeof *plan->parts)) return false;
  plan->parts[plan->part_count++] = *record;
  return true;
}

static bool take_flag(struct plan *plan, const char *word) {
  if (strcmp(word, "no-new-privileges") == 0) return plan->no_new_privileges = true;
  if (strcmp(word, "terminal") == 0) return plan->terminal = true;
  if (strcmp(word, "input") == 0) return plan->input = true;
  return strcmp(word, "read-only-root") == 0 && (plan->read_only_root = true);
}

static bool take(struct plan *plan, const struct record *record) {
  char *const *fields = record->fields;
  if (record->count == 1) return take_flag(plan, fields[0]);
  if (record_is(record, "argument", 2)) return add_word(&plan->arguments, &plan->argument_count, fields[1]);
  if (record_is(record, "environment", 2)) return add_word(&plan->environment, &plan->environment_count, fields[1]);
  if (record_is(record, "folder", 2)) return (plan->folder = fields[1]) != NULL;
  if (record_is(record, "user", 3)) {
    plan->uid = (uid_t)strtoul(fields[1], NULL, 10);
    plan->gid = (gid_t)strtoul(fields[2], NULL, 10);
    return true;
  }
  if (record_is(record, "capabilities", 2)) {
    plan->capabilities = strtoull(fields[1], NULL, 16);
    return true;
  }
  return add_part(plan, record);
}

bool plan_read(struct plan *plan) {
  static char *nothing[] = {NULL};
  struct record record;
  *plan = (struct plan){.folder = "/", .environment = NULL};
  /* The fields stay: this process lives as long as the plan is needed. */
  while (record_read(&record)) {
    if (record_is(&record, "go", 1)) {
      if (plan->environment == NULL) plan->environment = nothing;
      return plan->argument_count > 0;
    }
    if (!take(plan, &record)) return false;
  }
  return false;
}
