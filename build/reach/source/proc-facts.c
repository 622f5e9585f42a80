#include "proc-facts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output.h"
#include "proc-file.h"
#include "target.h"

static const char *const STATUS_KEYS[] = {"Name:", "State:", "PPid:", "Uid:", "Gid:", "NSpid:", "Threads:", "VmRSS:",
                                          "SigCgt:", "CapPrm:", "CapEff:", "CapBnd:", "NoNewPrivs:", "Seccomp:"};
static const char *const KINDS[] = {"net", "ipc", "uts", "pid", "mnt", "user", "cgroup", "time"};

static bool is_read(const char *line) {
  for (size_t i = 0; i < sizeof STATUS_KEYS / sizeof STATUS_KEYS[0]; i++) {
    if (*line == *STATUS_KEYS[i] && strncmp(line, STATUS_KEYS[i], strlen(STATUS_KEYS[i])) == 0) return true;
  }
  return false;
}

/* The kernel escapes line ends in names here, so a line is one. */
static void keep_lines(const char *text, size_t text_length, char *kept, size_t size) {
  size_t used = 0;
  for (const char *line = text, *limit = text + text_length; line < limit;) {
    const char *end = memchr(line, '\n', (size_t)(limit - line));
    size_t length = (size_t)((end == NULL ? limit : end + 1) - line);
    if (is_read(line) && length < size - used) {
      memcpy(kept + used, line, length);
      used += length;
    }
    line += length;
  }
  kept[used] = '\0';
}

/* False if it was refused. */
static bool read_links(int folder, char *text, size_t size) {
  size_t used = 0;
  bool is_told = true;
  text[0] = '\0';
  for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
    char path[32], link[64];
    snprintf(path, sizeof path, "ns/%s", KINDS[i]);
    ssize_t length = readlinkat(folder, path, link, sizeof link - 1);
    link[length < 0 ? 0 : length] = '\0';
    const char *number = strchr(link, '[');
    const char *blank = used == 0 ? "" : " ";
    int written = length < 0 ? snprintf(text + used, size - used, "%s%s!%d", blank, KINDS[i], errno)
                             : snprintf(text + used, size - used, "%s%s=%" PRIu64, blank, KINDS[i],
                                        number == NULL ? 0 : (uint64_t)strtoull(number + 1, NULL, 10));
    if (length < 0 && (errno == EACCES || errno == EPERM)) is_told = false;
    if (written > 0 && (size_t)written < size - used) used += (size_t)written;
  }
  return is_told;
}

static int64_t count_entries(int folder) {
  int opened = openat(folder, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = opened < 0 ? NULL : fdopendir(opened);
  if (entries == NULL) return -1;
  int64_t count = 0;
  while (readdir(entries) != NULL) count++;
  closedir(entries);
  return count >= 2 ? count - 2 : 0;
}

/* Since Linux 6.2 the folder's size is the count, though not told to everyone. */
static bool read_open_files(int folder, char *text, size_t size) {
  struct stat facts;
  int64_t count = fstatat(folder, "fd", &facts, 0) == 0 && facts.st_size > 0 ? facts.st_size : count_entries(folder);
  if (count < 0) snprintf(text, size, "error %d", errno);
  else snprintf(text, size, "%" PRId64, count);
  return count >= 0;
}

static bool read_root(int folder, char *text, size_t size) {
  struct stat facts;
  if (fstatat(folder, "root/.", &facts, 0) == 0) snprintf(text, size, "ok");
  else snprintf(text, size, "error %d", errno);
  return text[0] == 'o';
}

static bool read_guarded(int folder, struct proc_facts *facts) {
  bool links = read_links(folder, facts->links, sizeof facts->links);
  bool files = read_open_files(folder, facts->open_files, sizeof facts->open_files);
  bool root = read_root(folder, facts->root, sizeof facts->root);
  return links && files && root;
}

/* Without SYS_PTRACE root may not look into a process of another user; that user may. */
static void read_guarded_as_target(int folder, const char *status, struct proc_facts *facts) {
  struct target target = {.own = {.uid = geteuid(), .gid = getegid()}};
  if (!parse_process_status(status, &target.status)) return;
  target.may_switch = target.own.uid == 0 && (target.status.uid != 0 || target.status.gid != target.own.gid);
  if (!become_target(&target)) return;
  struct proc_facts others = {0};
  bool is_told = read_guarded(folder, &others);
  become_self(&target);
  if (!is_told) return;
  memcpy(facts->links, others.links, sizeof facts->links);
  memcpy(facts->open_files, others.open_files, sizeof facts->open_files);
  memcpy(facts->root, others.root, sizeof facts->root);
}

static int open_process(pid_t pid) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", (int)pid);
  return openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool read_proc_facts(pid_t pid, struct proc_facts *facts) {
  char status[8192];
  int folder = open_process(pid);
  if (folder < 0) return false;
  bool is_there = read_small_file(folder, "stat", facts->stat, sizeof facts->stat) > 0;
  if (is_there) facts->stat[stat_length(facts->stat)] = '\0';
  ssize_t length = is_there ? read_small_file(folder, "status", status, sizeof status) : 0;
  is_there = length > 0;
  if (is_there) {
    keep_lines(status, (size_t)length, facts->status, sizeof facts->status);
    length = read_small_file(folder, "cmdline", facts->command, sizeof facts->command);
    facts->command_length = length < 0 ? 0 : (size_t)length;
    if (read_small_file(folder, "cgroup", facts->cgroup, sizeof facts->cgroup) < 0) facts->cgroup[0] = '\0';
    if (!read_guarded(folder, facts)) read_guarded_as_target(folder, status, facts);
  }
  close(folder);
  return is_there;
}

/* Opening the process's folder first would cost more than it spares; /proc stays open. */
static ssize_t read_file_of(pid_t pid, const char *name, char *text, size_t size) {
  static int proc = -1;
  char path[48];
  if (proc < 0) proc = openat(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
  snprintf(path, sizeof path, "%d/%s", (int)pid, name);
  return read_small_file(proc, path, text, size);
}

bool read_proc_stat(pid_t pid, char stat[PROC_STAT_SIZE]) {
  if (read_file_of(pid, "stat", stat, PROC_STAT_SIZE) <= 0) return false;
  stat[stat_length(stat)] = '\0';
  return true;
}

bool read_proc_cgroup(pid_t pid, char cgroup[PROC_CGROUP_SIZE]) {
  return read_file_of(pid, "cgroup", cgroup, PROC_CGROUP_SIZE) > 0;
}

static void text_field(const char *text) {
  record_field(text, strlen(text));
}

void proc_facts_fields(const struct proc_facts *facts, bool with_cgroup) {
  text_field(facts->stat);
  text_field(facts->status);
  record_field(facts->command, facts->command_length);
  text_field(with_cgroup ? facts->cgroup : "");
  text_field(facts->links);
  text_field(facts->open_files);
  text_field(facts->root);
}

void open_files_field(pid_t pid) {
  char text[32];
  int folder = open_process(pid);
  if (folder < 0 || !read_open_files(folder, text, sizeof text)) text[0] = '\0';
  if (folder >= 0) close(folder);
  text_field(text);
}

uint64_t proc_sum(const void *bytes, size_t length) {
  const unsigned char *rest = bytes;
  uint64_t sum = 0xcbf29ce484222325;
  for (size_t i = 0; i < length; i++) sum = (sum ^ rest[i]) * 0x100000001b3;
  return sum;
}

uint64_t proc_facts_sum(const struct proc_facts *facts) {
  uint64_t sums[] = {proc_sum(facts->status, strlen(facts->status)), proc_sum(facts->command, facts->command_length),
                     proc_sum(facts->cgroup, strlen(facts->cgroup)), proc_sum(facts->links, strlen(facts->links)),
                     proc_sum(facts->open_files, strlen(facts->open_files)), proc_sum(facts->root, strlen(facts->root))};
  return proc_sum(sums, sizeof sums) | 1;
}
