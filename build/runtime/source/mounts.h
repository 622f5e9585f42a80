/* Mounting, in the words of what a container needs. All return 0, or -1 with errno. */
#ifndef MOUNTS_H
#define MOUNTS_H

#include <stdbool.h>

int mount_tmpfs(const char *target, const char *options);

/* With everything mounted below it. A read-only one cannot be written through, whatever the flags of its source are. */
int mount_bind(const char *source, const char *target, bool read_only);

/* The folder, which is a mount, becomes `/`; the old root is out of reach. */
int mount_become_root(const char *folder);

/* Makes the folders that lead to a path, and the path itself if `folder`. */
int make_path(const char *path, bool folder);

int make_file(const char *path);

#endif
