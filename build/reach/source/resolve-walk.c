/*
 * RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS by hand: one name at a time, each opened without following it, links read from
 * the descriptor and put in front of what is left. The folders gone through are held, and `..` goes back to the last of
 * them instead of asking the file system, so that a folder moved meanwhile leads nowhere else.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "resolve.h"

/* The kernel's own. */
#define LINK_LIMIT 40
#define DEPTH_LIMIT 256
/* Of the root of any /proc. */
#define PROC_ROOT_INODE 1

struct walk {
  int folders[DEPTH_LIMIT]; /* the root first, never closed here */
  int depth;
  char rest[2 * PATH_MAX]; /* what is left, from `at` */
  size_t at;
  int links;
};

static int fail(int error) {
  errno = error;
  return -1;
}

static void leave_until(struct walk *walk, int depth) {
  int error = errno;
  while (walk->depth > depth) close(walk->folders[--walk->depth]);
  errno = error;
}

/* Links of /proc/PID lead by descriptor, not by their text, and out of the root: only those beside the processes do not. */
static bool is_magic(int parent, int link) {
  struct statfs system;
  struct stat folder;
  if (fstatfs(link, &system) != 0 || system.f_type != PROC_SUPER_MAGIC) return false;
  return fstat(parent, &folder) != 0 || folder.st_ino != PROC_ROOT_INODE;
}

/* Puts the link's text in front of what is left. */
static int follow(struct walk *walk, int link) {
  char text[PATH_MAX];
  if (++walk->links > LINK_LIMIT || is_magic(walk->folders[walk->depth - 1], link)) return fail(ELOOP);
  ssize_t length = readlinkat(link, "", text, sizeof text);
  if (length < 0) return -1;
  if (length == 0) return fail(ENOENT);
  size_t left = strlen(walk->rest + walk->at);
  if ((size_t)length + left + 2 > sizeof walk->rest || (size_t)length >= sizeof text) return fail(ENAMETOOLONG);
  memmove(walk->rest + length, walk->rest + walk->at, left + 1);
  memcpy(walk->rest, text, (size_t)length);
  walk->at = 0;
  if (text[0] == '/') leave_until(walk, 1);
  return 0;
}

/* The next name; false at the end. `must_be_folder` if a slash follows it. */
static bool next_name(struct walk *walk, char name[NAME_MAX + 1], bool *must_be_folder, bool *too_long) {
  const char *rest = walk->rest + walk->at;
  const char *start = rest + strspn(rest, "/");
  size_t length = strcspn(start, "/");
  walk->at += (size_t)(start - rest) + length;
  *too_long = length > NAME_MAX;
  if (length == 0 || *too_long) return false;
  memcpy(name, start, length);
  name[length] = '\0';
  *must_be_folder = start[length] == '/';
  return true;
}

static bool is_last(const struct walk *walk) {
  const char *rest = walk->rest + walk->at;
  return rest[strspn(rest, "/")] == '\0';
}

static int step_into(struct walk *walk, int folder) {
  if (walk->depth >= DEPTH_LIMIT) {
    close(folder);
    return fail(ENAMETOOLONG);
  }
  walk->folders[walk->depth++] = folder;
  return 0;
}

/* 0: go on, 1: `*found` is the end of the path, -1: errno. */
static int take_step(struct walk *walk, const char *name, bool must_be_folder, enum last_link last, int *found) {
  if (strcmp(name, ".") == 0) return 0;
  if (strcmp(name, "..") == 0) {
    if (walk->depth > 1) leave_until(walk, walk->depth - 1);
    return 0;
  }
  int entry = openat(walk->folders[walk->depth - 1], name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (entry < 0) return -1;
  struct stat facts;
  if (fstat(entry, &facts) != 0) {
    close(entry);
    return -1;
  }
  if (S_ISLNK(facts.st_mode) && (must_be_folder || !is_last(walk) || last == FOLLOW)) {
    int followed = follow(walk, entry);
    close(entry);
    return followed;
  }
  if (S_ISDIR(facts.st_mode)) return step_into(walk, entry);
  if (must_be_folder || !is_last(walk)) {
    close(entry);
    return fail(ENOTDIR);
  }
  *found = entry;
  return 1;
}

int resolve_by_walk(int root, const char *path, enum last_link last) {
  struct walk walk = {.folders = {root}, .depth = 1};
  size_t length = strlen(path);
  if (length == 0) return fail(ENOENT);
  if (length >= PATH_MAX) return fail(ENAMETOOLONG);
  memcpy(walk.rest, path, length + 1);
  char name[NAME_MAX + 1];
  bool must_be_folder = false;
  bool too_long = false;
  int found = -1;
  int step = 0;
  while (step == 0 && next_name(&walk, name, &must_be_folder, &too_long)) {
    step = take_step(&walk, name, must_be_folder, last, &found);
  }
  if (step == 0 && too_long) step = fail(ENAMETOOLONG);
  if (step == 0) found = fcntl(walk.folders[walk.depth - 1], F_DUPFD_CLOEXEC, 0);
  leave_until(&walk, 1);
  return step < 0 ? -1 : found;
}
