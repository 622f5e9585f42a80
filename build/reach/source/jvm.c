#include "jvm.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <linux/magic.h>
#include <unistd.h>

#include "attach.h"
#include "native-image.h"
#include "performance-data.h"
#include "resolve.h"
#include "verbs.h"

#define MAPS_LIMIT (8 * 1024 * 1024)

/* Searches a file that may be long without holding it; 1 found, 0 not, -1 errno. */
static int file_mentions(int folder, const char *name, const char *needle) {
  static char buffer[64 * 1024];
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  size_t keep = strlen(needle) - 1;
  size_t used = 0;
  int found = 0;
  for (size_t total = 0; found == 0 && total < MAPS_LIMIT;) {
    ssize_t part = read(file, buffer + used, sizeof buffer - used);
    if (part < 0 && total == 0) found = -1;
    if (part <= 0) break;
    used += (size_t)part;
    total += (size_t)part;
    if (memmem(buffer, used, needle, strlen(needle)) != NULL) found = 1;
    size_t tail = used < keep ? used : keep;
    memmove(buffer, buffer + used - tail, tail);
    used = tail;
  }
  int error = errno;
  close(file);
  errno = error;
  return found;
}

static void look_at_program(struct jvm *jvm) {
  int mentioned = file_mentions(jvm->target.folder, "maps", "/libjvm.so");
  if (mentioned >= 0) {
    jvm->maps_readable = true;
    jvm->has_libjvm = mentioned == 1;
    jvm->is_openj9 = mentioned == 1 && file_mentions(jvm->target.folder, "maps", "/libj9vm") == 1;
    jvm->is_native_image = mentioned == 0 && is_native_image(jvm->target.folder);
  }
  char path[PATH_MAX];
  ssize_t length = readlinkat(jvm->target.folder, "exe", path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = '\0';
  const char *name = strrchr(path, '/');
  jvm->is_java = name != NULL && strcmp(name, "/java") == 0;
}

static const char *capabilities_in(int folder, int inner_pid, uid_t uid) {
  static unsigned char bytes[PERFORMANCE_DATA_LIMIT];
  char name[16];
  snprintf(name, sizeof name, "%d", inner_pid);
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat facts;
  ssize_t length = -1;
  if (file >= 0 && fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_uid == uid) {
    length = pread(file, bytes, sizeof bytes, 0);
  }
  if (file >= 0) close(file);
  return length <= 0 ? NULL : performance_text(bytes, (size_t)length, "sun.rt.jvmCapabilities");
}

/* What the virtual machine itself says: its first letter is whether it can be attached to. */
static bool performance_data_forbids(const struct jvm *jvm) {
  int opened = reopen(jvm->tmp, O_RDONLY | O_DIRECTORY);
  DIR *tmp = opened < 0 ? NULL : fdopendir(opened);
  if (tmp == NULL) return false;
  const char *capabilities = NULL;
  struct dirent *entry;
  while (capabilities == NULL && (entry = readdir(tmp)) != NULL) {
    if (strncmp(entry->d_name, "hsperfdata_", 11) != 0) continue;
    int folder = openat(opened, entry->d_name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) continue;
    capabilities = capabilities_in(folder, jvm_inner_pid(jvm), jvm->target.status.uid);
    close(folder);
  }
  closedir(tmp);
  return capabilities != NULL && capabilities[0] == '0';
}

static const char *find_ban(const struct jvm *jvm) {
  static const char BAN[] = "-XX:+DisableAttachMechanism";
  if (jvm->tmp >= 0 && performance_data_forbids(jvm)) return "perfdata";
  if (file_mentions(jvm->target.folder, "cmdline", BAN) == 1) return "command-line";
  /* JAVA_TOOL_OPTIONS and its like; with -XX:-UsePerfData this is the only trace. */
  return file_mentions(jvm->target.folder, "environ", BAN) == 1 ? "environment" : NULL;
}

enum outcome jvm_open(struct jvm *jvm, pid_t pid, struct report *report) {
  bool walk = jvm->target.force_walk;
  memset(jvm, 0, sizeof *jvm);
  jvm->target.force_walk = walk;
  jvm->tmp = -1;
  if (target_open(&jvm->target, pid, report) != OK) return report->outcome;
  look_at_program(jvm);
  become_target(&jvm->target);
  if (!jvm->maps_readable) look_at_program(jvm);
  jvm->tmp = resolve_path(&jvm->target, "/tmp", FOLLOW);
  jvm->tmp_error = jvm->tmp < 0 ? errno : 0;
  /* Asked of the folder that was resolved, for the user that is now ours. */
  bool writable = jvm->tmp >= 0 && faccessat(jvm->tmp, ".", W_OK | X_OK, AT_EACCESS) == 0;
  jvm->tmp_access = writable ? 0 : errno;
  jvm->disabled_by = find_ban(jvm);
  return OK;
}

bool jvm_is_likely(const struct jvm *jvm) {
  if (jvm->is_openj9 || jvm->is_native_image) return false;
  return jvm->maps_readable ? jvm->has_libjvm : jvm->is_java;
}

bool jvm_catches_sigquit(const struct jvm *jvm) {
  return (jvm->target.status.caught_signals >> (SIGQUIT - 1) & 1) != 0;
}

int jvm_inner_pid(const struct jvm *jvm) {
  return (int)jvm->target.status.numbers[jvm->target.status.number_count - 1];
}

enum outcome jvm_check(const struct jvm *jvm, struct report *report) {
  /* Go programs catch SIGQUIT and die of it: the signal alone proves nothing. */
  if (jvm->is_openj9) return report_failure(report, NOT_A_JVM, "openj9", 0);
  if (jvm->is_native_image) return report_failure(report, NOT_A_JVM, "native-image", 0);
  if (!jvm_is_likely(jvm)) return report_failure(report, NOT_A_JVM, jvm->maps_readable ? "no-libjvm" : "maps-unreadable", 0);
  if (!jvm_catches_sigquit(jvm)) return report_failure(report, NOT_A_JVM, "sigquit-not-caught", 0);
  char state = jvm->target.status.state;
  if (state == 'T' || state == 't') return report_failure(report, STOPPED, "before-signal", 0);
  if (jvm->disabled_by != NULL) return report_failure(report, ATTACH_DISABLED, jvm->disabled_by, 0);
  if (jvm->tmp < 0) return report_failure(report, TMP_UNUSABLE, "missing", jvm->tmp_error);
  if (jvm->tmp_access == 0) return OK;
  return report_failure(report, TMP_UNUSABLE, jvm->tmp_access == EROFS ? "read-only" : "not-writable", jvm->tmp_access);
}

void report_jvm(const struct jvm *jvm, struct report *report) {
  const struct target *target = &jvm->target;
  report_number(report, "pid", (uint64_t)target->pid);
  report_number(report, "nspid", (uint64_t)jvm_inner_pid(jvm));
  report_number(report, "uid", target->status.uid);
  report_number(report, "gid", target->status.gid);
  report_number(report, "me", target->own.uid);
}

static const char *kind_of(const struct jvm *jvm) {
  if (jvm->is_openj9) return "openj9";
  if (jvm->is_native_image) return "native-image";
  if (jvm->has_libjvm) return "libjvm";
  if (jvm->maps_readable) return "no";
  return jvm->is_java ? "java" : "unknown";
}

/* Facts only, as keys of the report: never a signal, never a file. */
enum outcome verb_jvm(struct options *options, struct report *report) {
  static struct jvm jvm;
  pid_t pid;
  jvm.target.force_walk = option_given(options, "without-openat2");
  if (!options_end(options, 1) || !option_pid(options, 0, &pid)) return report_failure(report, USAGE, NULL, 0);
  if (jvm_open(&jvm, pid, report) != OK) return report->outcome;
  char state[2] = {jvm.target.status.state, '\0'};
  report_jvm(&jvm, report);
  if (strchr("RSDTtZXI", state[0]) != NULL) report_word(report, "state", state);
  report_number(report, "sigquit", jvm_catches_sigquit(&jvm));
  report_number(report, "capabilities", jvm.target.status.capabilities);
  report_number(report, "switched", jvm.target.may_switch);
  report_word(report, "jvm", kind_of(&jvm));
  report_word(report, "tmp", jvm.tmp < 0 ? "missing" : jvm.tmp_access == 0 ? "writable" : jvm.tmp_access == EROFS ? "read-only" : "not-writable");
  struct statvfs space;
  struct statfs system;
  if (jvm.tmp >= 0 && fstatvfs(jvm.tmp, &space) == 0 && fstatfs(jvm.tmp, &system) == 0) {
    report_number(report, "tmp_free", (uint64_t)space.f_bavail * space.f_frsize);
    report_number(report, "tmp_memory", system.f_type == TMPFS_MAGIC);
  }
  report_word(report, "disabled", jvm.disabled_by == NULL ? "no" : jvm.disabled_by);
  struct report socket = {0};
  int connected = jvm.tmp < 0 ? -1 : attach_connect(&jvm, &socket);
  report_word(report, "socket", connected >= 0 ? "listening" : socket.outcome == OK ? "none" : "foreign");
  if (connected >= 0) close(connected);
  report_number(report, "attach_file", jvm.tmp >= 0 && attach_file_is_left(&jvm));
  return OK;
}
