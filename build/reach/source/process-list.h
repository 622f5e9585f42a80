/* The processes that /proc lists, with what was told of each last. */
#ifndef PROCESS_LIST_H
#define PROCESS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define LISTED_LIMIT 20000

struct seen {
  pid_t pid;
  uint64_t started; /* 0: nothing was told of it */
  uint64_t stat_sum;
  uint64_t full_sum; /* 0: only a part was told of it */
  pid_t like;        /* told of in this pass, in the same cgroups; 0: not known */
  pid_t session;     /* 0: not known */
};

struct process_list {
  struct seen items[LISTED_LIMIT];
  size_t count;
  uint64_t total; /* with those beyond the limit */
};

/* In order of their numbers, nothing told of any. False with errno. */
bool list_processes(struct process_list *list, uint64_t limit);

#endif
