#include "resolve.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

/* A rename elsewhere makes the kernel unsure of `..`, and it says so. */
#define ATTEMPTS 64

int resolve_by_kernel(int root, const char *path, enum last_link last) {
  struct open_how how = {
      .flags = (unsigned)(O_PATH | O_CLOEXEC | (last == KEEP ? O_NOFOLLOW : 0)),
      .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
  };
  for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
    int found = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
    if (found >= 0 || (errno != EAGAIN && errno != EINTR)) return found;
  }
  return -1;
}

/* Old kernels have no openat2; old lists of permitted system calls refuse it. */
static bool kernel_resolves(int root) {
  int found = resolve_by_kernel(root, "/", KEEP);
  if (found >= 0) close(found);
  return found >= 0 || (errno != ENOSYS && errno != EPERM);
}

static int resolve_once(const struct target *target, const char *path, enum last_link last) {
  if (*path == '\0') {
    errno = ENOENT;
    return -1;
  }
  if (target->force_walk || !kernel_resolves(target->root)) return resolve_by_walk(target->root, path, last);
  return resolve_by_kernel(target->root, path, last);
}

/* Which of the names in a path of a /proc is our own process, as seen from some PID namespace; NULL if none. */
static const char *own_number_in(const struct target *target, const char *path, int *level, size_t *length) {
  for (const char *name = path; name != NULL; name = strchr(name, '/')) {
    name += *name == '/';
    for (int i = 0; i < target->own.number_count; i++) {
      char number[16];
      int digits = snprintf(number, sizeof number, "%d", (int)target->own.numbers[i]);
      if (strncmp(name, number, (size_t)digits) != 0 || (name[digits] != '/' && name[digits] != '\0')) continue;
      *level = i;
      *length = (size_t)digits;
      return name;
    }
  }
  return NULL;
}

/*
 * `/proc/self`, and with it `/proc/mounts`, `/proc/net` and often `/etc/mtab`, would lead to this program: meant is the
 * target. True if `instead` holds the path to use.
 */
static bool is_ourselves(const struct target *target, int found, char *instead, size_t size) {
  struct statfs system;
  if (fstatfs(found, &system) != 0 || system.f_type != PROC_SUPER_MAGIC) return false;
  char path[PATH_MAX];
  if (canonical_path(target, found, path, sizeof path) < 0) return false;
  int level = 0;
  size_t length = 0;
  const char *own = own_number_in(target, path, &level, &length);
  if (own == NULL) return false;
  int number = level < target->status.number_count ? (int)target->status.numbers[level] : 0;
  int written = snprintf(instead, size, "%.*s%d%s", (int)(own - path), path, number, own + length);
  return written > 0 && (size_t)written < size;
}

int resolve_path(const struct target *target, const char *path, enum last_link last) {
  int found = resolve_once(target, path, last);
  char instead[PATH_MAX + 16];
  if (found < 0 || !is_ourselves(target, found, instead, sizeof instead)) return found;
  close(found);
  found = resolve_once(target, instead, last);
  if (found < 0 || !is_ourselves(target, found, instead, sizeof instead)) return found;
  close(found);
  errno = ELOOP;
  return -1;
}

int resolve_parent(const struct target *target, const char *path, char name[NAME_MAX + 1]) {
  char folder[PATH_MAX];
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') length--;
  size_t start = length;
  while (start > 0 && path[start - 1] != '/') start--;
  size_t name_length = length - start;
  if (start >= sizeof folder || name_length > NAME_MAX) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(name, path + start, name_length);
  name[name_length] = '\0';
  if (name_length == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
    errno = EINVAL;
    return -1;
  }
  memcpy(folder, path, start);
  folder[start] = '\0';
  return resolve_path(target, start == 0 ? "/" : folder, FOLLOW);
}

int reopen(int descriptor, int flags) {
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  return open(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

static ssize_t path_of(int descriptor, char *buffer, size_t size) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, buffer, size - 1);
  if (length < 0 || (size_t)length >= size - 1 || buffer[0] != '/') return -1;
  buffer[length] = '\0';
  return length;
}

ssize_t canonical_path(const struct target *target, int descriptor, char *buffer, size_t size) {
  char root[PATH_MAX];
  ssize_t root_length = path_of(target->root, root, sizeof root);
  ssize_t length = path_of(descriptor, buffer, size);
  if (root_length < 0 || length < 0) return -1;
  if (root_length == 1) return length;
  /* A target in a chroot: its paths begin after its root's. */
  if (strncmp(buffer, root, (size_t)root_length) != 0) return -1;
  if (buffer[root_length] == '\0') {
    memcpy(buffer, "/", 2);
    return 1;
  }
  if (buffer[root_length] != '/') return -1;
  memmove(buffer, buffer + root_length, (size_t)(length - root_length) + 1);
  return length - root_length;
}
