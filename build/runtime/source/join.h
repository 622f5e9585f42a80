/* Entering the namespaces of a running process. */
#ifndef JOIN_H
#define JOIN_H

#include <stdbool.h>
#include <sys/types.h>

struct namespaces {
  int user, mnt, pid, net, ipc, uts, cgroup; /* descriptors of /proc/PID/ns/…, -1 where the kernel has none */
};

/* 0, or -1 with errno: ESRCH and ENOENT mean that the process has ended. */
int namespaces_open(struct namespaces *namespaces, pid_t pid);

/* Does nothing where it is this process' own user namespace already, which setns refuses. */
int join_user(const struct namespaces *namespaces);

/* net, ipc, uts and, where there is one, cgroup. */
int join_pod(const struct namespaces *namespaces);

#endif
