#include "join.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>

static int open_one(pid_t pid, const char *kind) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)pid, kind);
  return open(path, O_RDONLY | O_CLOEXEC);
}

int namespaces_open(struct namespaces *namespaces, pid_t pid) {
  namespaces->cgroup = open_one(pid, "cgroup");
  namespaces->user = open_one(pid, "user");
  namespaces->mnt = open_one(pid, "mnt");
  namespaces->pid = open_one(pid, "pid");
  namespaces->net = open_one(pid, "net");
  namespaces->ipc = open_one(pid, "ipc");
  namespaces->uts = open_one(pid, "uts");
  if (namespaces->user < 0 || namespaces->mnt < 0 || namespaces->pid < 0 || namespaces->net < 0) return -1;
  return namespaces->ipc < 0 || namespaces->uts < 0 ? -1 : 0;
}

int join_user(const struct namespaces *namespaces) {
  struct stat own, other;
  if (stat("/proc/self/ns/user", &own) != 0 || fstat(namespaces->user, &other) != 0) return -1;
  return own.st_ino == other.st_ino ? 0 : setns(namespaces->user, CLONE_NEWUSER);
}

int join_pod(const struct namespaces *namespaces) {
  if (setns(namespaces->net, CLONE_NEWNET) != 0) return -1;
  if (setns(namespaces->ipc, CLONE_NEWIPC) != 0 || setns(namespaces->uts, CLONE_NEWUTS) != 0) return -1;
  return 0;
}
