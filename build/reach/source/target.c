#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static int read_status(int folder, struct process_status *status) {
  char text[8192];
  if (read_small_file(folder, "status", text, sizeof text) < 0) return -1;
  if (parse_process_status(text, status)) return 0;
  errno = EPROTO;
  return -1;
}

static bool read_own_status(struct process_status *status) {
  int folder = open("/proc/self", O_PATH | O_DIRECTORY | O_CLOEXEC);
  bool read = folder >= 0 && read_status(folder, status) == 0;
  if (folder >= 0) close(folder);
  return read;
}

enum outcome target_find(struct target *target, pid_t pid, struct report *report) {
  target->pid = pid;
  target->root = -1;
  target->process = (int)syscall(SYS_pidfd_open, pid, 0);
  if (target->process < 0 && errno == ESRCH) return report_failure(report, NO_PROCESS, "none", ESRCH);
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", (int)pid);
  target->folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (target->folder < 0) return report_failure(report, NO_PROCESS, "none", errno);
  if (read_status(target->folder, &target->status) != 0) {
    return errno == EACCES || errno == EPERM ? report_failure(report, NO_ACCESS, "status", errno)
                                             : report_failure(report, NO_PROCESS, "none", errno);
  }
  if (!read_own_status(&target->own)) return report_failure(report, NO_ACCESS, "own-status", errno);
  target->may_switch = geteuid() == 0 && (target->status.uid != geteuid() || target->status.gid != getegid());
  char state = target->status.state;
  if (state == 'Z' || state == 'X') return report_failure(report, NO_PROCESS, "dead", 0);
  return OK;
}

static int open_root(const struct target *target) {
  return openat(target->folder, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

enum outcome target_open(struct target *target, pid_t pid, struct report *report) {
  enum outcome found = target_find(target, pid, report);
  if (found != OK) return found;
  target->root = open_root(target);
  /* Without SYS_PTRACE root may not look into a process of another user; that user may. */
  if (target->root < 0 && (errno == EACCES || errno == EPERM) && become_target(target)) {
    target->root = open_root(target);
    int error = errno;
    target->entered_as_target = target->root >= 0;
    become_self(target);
    errno = error;
    if (target->root < 0) return report_failure(report, NO_ACCESS, "root-as-target", errno);
  }
  if (target->root >= 0) return OK;
  if (errno == ENOENT || errno == ESRCH) return report_failure(report, NO_PROCESS, "exited", errno);
  return report_failure(report, NO_ACCESS, "root", errno);
}

bool target_is_alive(const struct target *target) {
  if (target->process < 0) return kill(target->pid, 0) == 0 || errno == EPERM;
  struct pollfd process = {.fd = target->process, .events = POLLIN};
  return poll(&process, 1, 0) == 0;
}

bool become_target(const struct target *target) {
  if (!target->may_switch) return false;
  if (setegid(target->status.gid) != 0) return false;
  if (seteuid(target->status.uid) == 0) return true;
  become_self(target);
  return false;
}

void become_self(const struct target *target) {
  if (!target->may_switch) return;
  /* The user first: a group can only be taken with root's rights. Without them back there is nothing to go on with. */
  if (seteuid(target->own.uid) != 0 || setegid(target->own.gid) != 0) _exit(NO_ACCESS);
}
