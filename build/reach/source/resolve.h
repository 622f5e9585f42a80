/* Paths of the target's file system. Nothing here ever leaves its root: not by `..`, not by a link, not by a race. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <limits.h>
#include <sys/types.h>

#include "target.h"

enum last_link { FOLLOW, KEEP };

/* A descriptor (O_PATH) of what is there, or -1 with errno. */
int resolve_path(const struct target *target, const char *path, enum last_link last);

/* The folder (O_PATH) and the last name of a path, which need not be there. `/`, `.` and `..` are no names: EINVAL. */
int resolve_parent(const struct target *target, const char *path, char name[NAME_MAX + 1]);

/* Opens for good what an O_PATH descriptor leads to: exactly the file that was checked. */
int reopen(int descriptor, int flags);

/* Its path as the target has it, or -1. */
ssize_t canonical_path(const struct target *target, int descriptor, char *buffer, size_t size);

/* The two ways, for resolve_path and for tests. `walk` needs no more than openat. */
int resolve_by_kernel(int root, const char *path, enum last_link last);
int resolve_by_walk(int root, const char *path, enum last_link last);

#endif
