/* What the app wants of a process: read from the control socket before anything is made. */
#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "records.h"

struct plan {
  char **arguments, **environment; /* each ended by NULL */
  int argument_count, environment_count;
  char *folder; /* where it starts */
  uid_t uid;
  gid_t gid;
  uint64_t capabilities; /* that it can get at all, bit n for capability n */
  bool no_new_privileges, terminal, input, read_only_root;
  /* What the root file system is made of, in order: bind, link, directory, file, volume. */
  struct record *parts;
  int part_count;
};

/* False if the app went away, or said what is not understood. */
bool plan_read(struct plan *plan);

#endif
