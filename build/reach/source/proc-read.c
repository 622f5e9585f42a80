/* proc and open-files: what /proc tells of one process beyond the list of all. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interruption.h"
#include "output.h"
#include "verbs.h"

/* Only these: none of them is written to by being read, none can block. */
static const char *const READABLE[] = {"cgroup", "environ", "limits",  "net/tcp",  "net/tcp6",
                                       "net/udp", "net/udp6", "net/unix", "stat"};

static bool is_readable(const char *name) {
  for (size_t i = 0; i < sizeof READABLE / sizeof READABLE[0]; i++) {
    if (strcmp(name, READABLE[i]) == 0) return true;
  }
  return false;
}

/* As ourselves, else as the target's user: without SYS_PTRACE root may not look into a process of another user. */
static int open_in_folder(const struct target *target, const char *name, int flags) {
  int opened = openat(target->folder, name, flags | O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (opened >= 0 || (errno != EACCES && errno != EPERM) || !become_target(target)) return opened;
  opened = openat(target->folder, name, flags | O_RDONLY | O_CLOEXEC | O_NOCTTY);
  int error = errno;
  become_self(target);
  errno = error;
  return opened;
}

/* As ourselves, else as the target's user. */
static ssize_t read_link(const struct target *target, int folder, const char *name, char *link, size_t size) {
  ssize_t length = readlinkat(folder, name, link, size);
  if (length >= 0 || (errno != EACCES && errno != EPERM) || !become_target(target)) return length;
  length = readlinkat(folder, name, link, size);
  int error = errno;
  become_self(target);
  errno = error;
  return length;
}

/* Where the link leads that names the program: a path as the target sees it. */
static enum outcome tell_program(const struct target *target, struct report *report) {
  char link[PATH_MAX];
  ssize_t length = read_link(target, target->folder, "exe", link, sizeof link);
  if (length < 0) return report_file_error(report, "readlink", errno);
  if (!output_bytes(link, (size_t)length)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
  report_number(report, "bytes", (uint64_t)length);
  return OK;
}

static enum outcome find_target_of(struct options *options, int words, struct target *target, struct report *report) {
  pid_t pid;
  if (options->wrong || !options_end(options, words) || !option_pid(options, 0, &pid)) return report_failure(report, USAGE, NULL, 0);
  return target_find(target, pid, report);
}

enum outcome verb_proc(struct options *options, struct report *report) {
  struct target target = {0};
  uint64_t limit = option_number(options, "limit", 1024 * 1024, UINT32_MAX);
  if (find_target_of(options, 2, &target, report) != OK) return report->outcome;
  if (strcmp(option_word(options, 1), "exe") == 0) return tell_program(&target, report);
  if (!is_readable(option_word(options, 1))) return report_failure(report, USAGE, "name", 0);
  int file = open_in_folder(&target, option_word(options, 1), 0);
  if (file < 0) return report_file_error(report, "open", errno);
  char part[16384];
  uint64_t sent = 0;
  for (ssize_t length = 1; length > 0 && sent < limit;) {
    size_t wanted = limit - sent < sizeof part ? (size_t)(limit - sent) : sizeof part;
    /* The kernel checks again with each read who reads. */
    length = read(file, part, wanted);
    if (length < 0 && (errno == EACCES || errno == EPERM) && become_target(&target)) {
      length = read(file, part, wanted);
      int error = errno;
      become_self(&target);
      errno = error;
    }
    if (length < 0) return report_file_error(report, "read", errno);
    if (interrupted() || !output_bytes(part, (size_t)length)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
    sent += (uint64_t)length;
  }
  report_number(report, "bytes", sent);
  return OK;
}

static bool tell_open_file(const struct target *target, int folder, const char *name) {
  char link[PATH_MAX];
  struct stat facts;
  ssize_t length = read_link(target, folder, name, link, sizeof link);
  if (length < 0) return true;
  bool is_told = fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
  record_begin();
  /* The link's own permission bits are how the file was opened. */
  record_text("%s %c%c", name, is_told && (facts.st_mode & S_IRUSR) != 0 ? 'r' : '-',
              is_told && (facts.st_mode & S_IWUSR) != 0 ? 'w' : '-');
  record_field(link, (size_t)length);
  return record_end();
}

/* A record for each: `NUMBER rw` with a `-` for what it is not open for, and where its link leads. */
enum outcome verb_open_files(struct options *options, struct report *report) {
  struct target target = {0};
  uint64_t limit = option_number(options, "limit", 4096, UINT32_MAX);
  if (find_target_of(options, 1, &target, report) != OK) return report->outcome;
  int opened = open_in_folder(&target, "fd", O_DIRECTORY);
  DIR *folder = opened < 0 ? NULL : fdopendir(opened);
  if (folder == NULL) return report_file_error(report, "open", errno);
  struct dirent *entry;
  uint64_t count = 0;
  while ((entry = readdir(folder)) != NULL) {
    uint64_t number;
    if (!parse_number(entry->d_name, INT32_MAX, &number)) continue;
    if (count++ >= limit) continue;
    if (!tell_open_file(&target, opened, entry->d_name)) {
      report_failure(report, interrupted() ? INTERRUPTED : OUTPUT_FAILED, NULL, 0);
      break;
    }
  }
  closedir(folder);
  report_number(report, "files", count);
  return report->outcome;
}
