/* What a container leaves running in a pid namespace that is not its own: whoever has its mount namespace. */
#ifndef LEFTOVERS_H
#define LEFTOVERS_H

#include <sys/types.h>

struct leftovers {
  int processes; /* a /proc whose pids are this process' */
  ino_t mnt;     /* 0: not known, then nothing is done */
};

void leftovers_mark(struct leftovers *leftovers, int processes, pid_t pid);

/* Kills until none is left: one that is killed may have forked just before. */
void leftovers_end(const struct leftovers *leftovers);

#endif
