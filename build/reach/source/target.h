/* The process whose files and virtual machine are looked at, and whose user is taken where it must be. */
#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>
#include <sys/types.h>

#include "proc-file.h"
#include "report.h"

struct target {
  pid_t pid;
  int process; /* a pidfd, or -1 where the kernel has none */
  int folder;  /* /proc/PID */
  int root;    /* its root, O_PATH */
  struct process_status status;
  struct process_status own; /* ours */
  bool may_switch;
  bool entered_as_target;
  bool force_walk; /* resolve paths as if the kernel had no openat2 */
};

/* Descriptors are held from here on, so that a process that ends and a number that is used again change nothing. */
enum outcome target_open(struct target *target, pid_t pid, struct report *report);

/* The same without its root: for what only reads /proc. */
enum outcome target_find(struct target *target, pid_t pid, struct report *report);

bool target_is_alive(const struct target *target);

/* Takes the target's effective user and group, if this is another and may be taken. */
bool become_target(const struct target *target);
void become_self(const struct target *target);

#endif
