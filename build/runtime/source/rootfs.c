#include "rootfs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "layout.h"
#include "mounts.h"

/* What container runtimes keep from a container: they are the machine's, whoever looks. */
static const char *const READ_ONLY[] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"};
static const char *const HIDDEN_FILES[] = {"/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug"};
static const char *const HIDDEN_FOLDERS[] = {"/proc/acpi", "/proc/scsi", "/sys/firmware"};
static const char *const DEVICES[] = {"null", "zero", "full", "random", "urandom", "tty"};
static const char *const FOLDERS[] = {"/proc", "/sys", "/dev", "/etc", "/root", "/tmp"};

/* Relative to the root that is being made, which is the working directory. */
static const char *inside(const char *path) {
  while (*path == '/') path++;
  return *path == '\0' ? "." : path;
}

static int bind_part(const char *source, const char *path, bool read_only) {
  struct stat facts;
  if (stat(source, &facts) != 0) return -1;
  if ((S_ISDIR(facts.st_mode) ? make_path(path, true) : make_file(path)) != 0) return -1;
  return mount_bind(source, path, read_only);
}

static int write_file(const char *path, const char *mode, const char *content, size_t length) {
  if (make_path(path, false) != 0) return -1;
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -1;
  while (length > 0) {
    ssize_t written = write(file, content, length);
    if (written <= 0) break;
    content += written;
    length -= (size_t)written;
  }
  if (length > 0 || fchmod(file, (mode_t)strtoul(mode, NULL, 8)) != 0) {
    close(file);
    return -1;
  }
  return close(file);
}

static int make_directory(const char *path, const char *mode) {
  if (make_path(path, true) != 0) return -1;
  return chmod(path, (mode_t)strtoul(mode, NULL, 8));
}

static int make_part(const struct record *part) {
  char *const *fields = part->fields;
  if (record_is(part, "bind", 3)) return bind_part(fields[1], inside(fields[2]), true);
  if (record_is(part, "link", 3)) {
    const char *path = inside(fields[2]);
    return make_path(path, false) != 0 ? -1 : symlink(fields[1], path);
  }
  if (record_is(part, "directory", 3)) return make_directory(inside(fields[1]), fields[2]);
  if (record_is(part, "file", 4)) return write_file(inside(fields[1]), fields[2], fields[3], part->lengths[3]);
  if (record_is(part, "volume", 4)) {
    char source[PATH_MAX];
    snprintf(source, sizeof source, STATE_VOLUMES "/%s", fields[1]);
    return bind_part(source, inside(fields[2]), fields[3][0] == 'r');
  }
  errno = EINVAL;
  return -1;
}

static int make_devices(void) {
  char source[32], path[32];
  if (mount("tmpfs", "dev", "tmpfs", MS_NOSUID, "mode=0755,size=64k") != 0) return -1;
  for (size_t i = 0; i < sizeof DEVICES / sizeof DEVICES[0]; i++) {
    snprintf(source, sizeof source, "/dev/%s", DEVICES[i]);
    snprintf(path, sizeof path, "dev/%s", DEVICES[i]);
    if (make_file(path) != 0 || mount_bind(source, path, false) != 0) return -1;
  }
  if (mkdir("dev/pts", 0755) != 0 || mkdir("dev/shm", 01777) != 0) return -1;
  if (mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620") != 0) return -1;
  if (mount_tmpfs("dev/shm", "mode=1777,size=64m") != 0) return -1;
  if (symlink("pts/ptmx", "dev/ptmx") != 0 || symlink("/proc/self/fd", "dev/fd") != 0) return -1;
  if (symlink("/proc/self/fd/0", "dev/stdin") != 0 || symlink("/proc/self/fd/1", "dev/stdout") != 0) return -1;
  return symlink("/proc/self/fd/2", "dev/stderr");
}

static void protect(void) {
  /* Where the machine has no such file there is nothing to protect. */
  for (size_t i = 0; i < sizeof READ_ONLY / sizeof READ_ONLY[0]; i++)
    if (access(inside(READ_ONLY[i]), F_OK) == 0) mount_bind(inside(READ_ONLY[i]), inside(READ_ONLY[i]), true);
  for (size_t i = 0; i < sizeof HIDDEN_FILES / sizeof HIDDEN_FILES[0]; i++)
    if (access(inside(HIDDEN_FILES[i]), F_OK) == 0) mount_bind("/dev/null", inside(HIDDEN_FILES[i]), false);
  for (size_t i = 0; i < sizeof HIDDEN_FOLDERS / sizeof HIDDEN_FOLDERS[0]; i++)
    if (access(inside(HIDDEN_FOLDERS[i]), F_OK) == 0)
      mount("tmpfs", inside(HIDDEN_FOLDERS[i]), "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV, "size=0");
}

static const char *fill(const struct plan *plan) {
  for (size_t i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++)
    if (make_path(inside(FOLDERS[i]), true) != 0) return "root";
  if (chmod("tmp", 01777) != 0 || chmod("root", 0700) != 0) return "root";
  if (mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) return "proc";
  /* Not every machine lets a user have one; the folder is empty there. */
  mount("sysfs", "sys", "sysfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  if (make_devices() != 0) return "dev";
  for (int i = 0; i < plan->part_count; i++)
    if (make_part(&plan->parts[i]) != 0) return "part";
  /* Made as runtimes make it; where it cannot be, entering it will say so. */
  make_path(inside(plan->folder), true);
  return NULL;
}

const char *rootfs_enter(const struct plan *plan) {
  if (mount_tmpfs(STATE_ROOT, "mode=0755,size=1g") != 0 || chdir(STATE_ROOT) != 0) return "root";
  const char *failed = fill(plan);
  if (failed != NULL) return failed;
  protect();
  if (mount_become_root(STATE_ROOT) != 0) return "pivot";
  if (plan->read_only_root && mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) != 0)
    return "read-only";
  return NULL;
}
