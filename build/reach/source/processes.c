/* processes and links: all of /proc in one pass, for the process tree and for the map of namespaces. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "interruption.h"
#include "output.h"
#include "verbs.h"

#define COMMAND_LINE_LIMIT (64 * 1024)

typedef void description(struct target *target);

static uint64_t start_time(const struct target *target) {
  char text[2048];
  return read_small_file(target->folder, "stat", text, sizeof text) < 0 ? 0 : parse_start_time(text);
}

static void small_file_field(const struct target *target, const char *name) {
  static char text[COMMAND_LINE_LIMIT];
  ssize_t length = read_small_file(target->folder, name, text, sizeof text);
  record_field(text, length < 0 ? 0 : (size_t)length);
}

/*
 * `PID PPID STATE UID GID THREADS RESIDENT_KIB STARTED CAPABILITIES CAUGHT NSPID[,NSPID…]` (capabilities and caught
 * signals hexadecimal, the start in clock ticks after the boot), then the name and the command line as they are.
 */
static void describe_process(struct target *target) {
  const struct process_status *status = &target->status;
  char numbers[16 * DEEPEST_PID_NAMESPACE];
  int used = 0;
  for (int i = 0; i < status->number_count; i++) {
    used += snprintf(numbers + used, sizeof numbers - (size_t)used, i == 0 ? "%d" : ",%d", (int)status->numbers[i]);
  }
  record_text("%d %d %c %u %u %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIx64 " %" PRIx64 " %s", (int)target->pid,
              (int)status->parent, status->state, status->uid, status->gid, status->threads, status->resident_kib,
              start_time(target), status->capabilities, status->caught_signals, numbers);
  small_file_field(target, "comm");
  small_file_field(target, "cmdline");
}

static ssize_t read_link(const struct target *target, const char *name, char *text, size_t size) {
  ssize_t length = readlinkat(target->folder, name, text, size);
  if (length >= 0 || errno != EACCES || !become_target(target)) return length;
  length = readlinkat(target->folder, name, text, size);
  int error = errno;
  become_self(target);
  errno = error;
  return length;
}

static void link_field(const struct target *target, const char *name) {
  char text[PATH_MAX];
  ssize_t length = read_link(target, name, text, sizeof text);
  if (length >= 0) record_field(text, (size_t)length);
  else record_text("error %d", errno);
}

static void root_field(const struct target *target) {
  struct stat root;
  bool read = fstatat(target->folder, "root", &root, 0) == 0;
  if (!read && errno == EACCES && become_target(target)) {
    read = fstatat(target->folder, "root", &root, 0) == 0;
    int error = errno;
    become_self(target);
    errno = error;
  }
  if (read) record_text("%" PRIu64 " %" PRIu64, (uint64_t)root.st_dev, (uint64_t)root.st_ino);
  else record_text("error %d", errno);
}

/* `PID STARTED`, the ten namespaces, device and inode of the root, then the links root, cwd and exe, and the cgroup. */
static void describe_links(struct target *target) {
  static const char *const NAMESPACES[] = {"ns/cgroup", "ns/ipc", "ns/mnt", "ns/net", "ns/pid", "ns/pid_for_children",
                                           "ns/time", "ns/time_for_children", "ns/user", "ns/uts"};
  record_text("%d %" PRIu64, (int)target->pid, start_time(target));
  for (size_t i = 0; i < sizeof NAMESPACES / sizeof NAMESPACES[0]; i++) link_field(target, NAMESPACES[i]);
  root_field(target);
  link_field(target, "root");
  link_field(target, "cwd");
  link_field(target, "exe");
  small_file_field(target, "cgroup");
}

static bool describe_one(pid_t pid, description *describe) {
  struct target target = {0};
  struct report ignored = {0};
  bool sent = true;
  /* Ended between the two looks: not there, as it soon would not have been. Zombies are told. */
  enum outcome found = target_find(&target, pid, &ignored);
  if (found == OK || (found == NO_PROCESS && target.status.state != '\0')) {
    record_begin();
    describe(&target);
    sent = record_end();
  }
  if (target.process > 0) close(target.process);
  if (target.folder > 0) close(target.folder);
  return sent;
}

static enum outcome describe_all(struct options *options, struct report *report, description *describe) {
  if (!options_end(options, 0)) return report_failure(report, USAGE, NULL, 0);
  DIR *proc = opendir("/proc");
  if (proc == NULL) return report_file_error(report, "proc", errno);
  struct dirent *entry;
  uint64_t count = 0;
  while ((entry = readdir(proc)) != NULL) {
    uint64_t pid;
    if (!parse_number(entry->d_name, INT32_MAX, &pid)) continue;
    if (interrupted()) report_failure(report, INTERRUPTED, NULL, 0);
    else if (!describe_one((pid_t)pid, describe)) report_failure(report, OUTPUT_FAILED, NULL, 0);
    if (report->outcome != OK) break;
    count++;
  }
  closedir(proc);
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  report_number(report, "processes", count);
  report_number(report, "own", (uint64_t)getpid());
  report_number(report, "ticks", (uint64_t)sysconf(_SC_CLK_TCK));
  report_number(report, "uptime_ms", (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
  return report->outcome;
}

enum outcome verb_processes(struct options *options, struct report *report) {
  return describe_all(options, report, describe_process);
}

enum outcome verb_links(struct options *options, struct report *report) {
  return describe_all(options, report, describe_links);
}
