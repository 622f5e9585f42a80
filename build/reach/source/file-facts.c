#include "file-facts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "output.h"
#include "resolve.h"

#ifndef STATX_ATTR_MOUNT_ROOT
#define STATX_ATTR_MOUNT_ROOT 0x2000
#endif

/* Only `statx` knows mount points of the same device; where it is refused, there are none to be seen. */
static int read_extended(int folder, const char *name, struct file_facts *facts) {
  struct statx extended;
  int flags = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT;
  if (statx(folder, name, flags, STATX_BASIC_STATS | STATX_BTIME, &extended) != 0) return -1;
  *facts = (struct file_facts){
      .mode = extended.stx_mode,
      .uid = extended.stx_uid,
      .gid = extended.stx_gid,
      .links = extended.stx_nlink,
      .inode = extended.stx_ino,
      .device = makedev(extended.stx_dev_major, extended.stx_dev_minor),
      .size = extended.stx_size,
      .blocks = extended.stx_blocks,
      .modified = {extended.stx_mtime.tv_sec, extended.stx_mtime.tv_nsec},
      .accessed = {extended.stx_atime.tv_sec, extended.stx_atime.tv_nsec},
      .changed = {extended.stx_ctime.tv_sec, extended.stx_ctime.tv_nsec},
      .is_mount = (extended.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0,
  };
  if ((extended.stx_mask & STATX_BTIME) != 0) {
    facts->born = (struct timespec){extended.stx_btime.tv_sec, extended.stx_btime.tv_nsec};
  }
  return 0;
}

int read_facts(int folder, const char *name, struct file_facts *facts) {
  if (read_extended(folder, name, facts) == 0) return 0;
  if (errno != ENOSYS && errno != EPERM) return -1;
  struct stat plain;
  if (fstatat(folder, name, &plain, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0) return -1;
  *facts = (struct file_facts){
      .mode = plain.st_mode,
      .uid = plain.st_uid,
      .gid = plain.st_gid,
      .links = plain.st_nlink,
      .inode = plain.st_ino,
      .device = plain.st_dev,
      .size = (uint64_t)plain.st_size,
      .blocks = (uint64_t)plain.st_blocks,
      .modified = plain.st_mtim,
      .accessed = plain.st_atim,
      .changed = plain.st_ctim,
  };
  return 0;
}

static bool same_time(const struct timespec *one, const struct timespec *other) {
  return one->tv_sec == other->tv_sec && one->tv_nsec == other->tv_nsec;
}

bool same_facts(const struct file_facts *one, const struct file_facts *other) {
  return one->mode == other->mode && one->uid == other->uid && one->gid == other->gid && one->inode == other->inode &&
         one->device == other->device && one->size == other->size && same_time(&one->modified, &other->modified) &&
         same_time(&one->changed, &other->changed);
}

static void time_text(char *text, size_t size, const struct timespec *time) {
  snprintf(text, size, "%" PRId64 ".%09ld", (int64_t)time->tv_sec, time->tv_nsec);
}

void facts_field(const struct file_facts *facts) {
  char modified[40], accessed[40], changed[40], born[40];
  time_text(modified, sizeof modified, &facts->modified);
  time_text(accessed, sizeof accessed, &facts->accessed);
  time_text(changed, sizeof changed, &facts->changed);
  time_text(born, sizeof born, &facts->born);
  record_text("%o %u %u %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %s %s %s %s %s",
              (unsigned)facts->mode, facts->uid, facts->gid, facts->links, facts->inode, facts->device, facts->size,
              facts->blocks, modified, accessed, changed, born, facts->is_mount ? "m" : "-");
}

void brief_facts_field(const struct file_facts *facts) {
  int64_t seconds = facts->modified.tv_sec;
  /* A file may carry any time at all, also one that has no milliseconds in 64 bits. */
  if (seconds > INT64_MAX / 1000 - 1) seconds = INT64_MAX / 1000 - 1;
  if (seconds < INT64_MIN / 1000) seconds = INT64_MIN / 1000;
  int64_t modified = seconds * 1000 + facts->modified.tv_nsec / 1000000;
  record_text("%o %u %u %" PRIu64 " %" PRIu64 " %" PRId64 " %s", (unsigned)facts->mode, facts->uid, facts->gid,
              facts->inode, facts->size, modified, facts->is_mount ? "m" : "-");
}

void report_facts(struct report *report, const char *prefix, const struct file_facts *facts) {
  char key[32], time[40];
  snprintf(key, sizeof key, "%s_size", prefix);
  report_number(report, key, facts->size);
  snprintf(key, sizeof key, "%s_inode", prefix);
  report_number(report, key, facts->inode);
  snprintf(key, sizeof key, "%s_device", prefix);
  report_number(report, key, facts->device);
  snprintf(key, sizeof key, "%s_modified", prefix);
  time_text(time, sizeof time, &facts->modified);
  report_word(report, key, time);
  snprintf(key, sizeof key, "%s_changed", prefix);
  time_text(time, sizeof time, &facts->changed);
  report_word(report, key, time);
}

static void resolved_field(const struct target *target, int folder, const char *name, const char *text) {
  char path[PATH_MAX];
  int found = -1;
  if (text[0] == '/') {
    found = resolve_path(target, text, FOLLOW);
  } else {
    /* From the folder's own path: a link's `..` may go above the folder, which a look-up beneath it would forbid. */
    ssize_t length = canonical_path(target, folder, path, sizeof path);
    if (length > 0 && (size_t)length + strlen(name) + 2 < sizeof path) {
      path[length] = '/';
      strcpy(path + length + 1, name);
      found = resolve_path(target, path, FOLLOW);
    }
  }
  struct stat facts;
  if (found >= 0 && fstat(found, &facts) == 0) record_text("%o", (unsigned)facts.st_mode);
  else record_field("", 0);
  if (found >= 0) close(found);
}

void entry_fields(const struct target *target, int folder, const char *name, const char *shown, mode_t mode) {
  record_field(shown, strlen(shown));
  if (!S_ISLNK(mode)) return;
  char text[PATH_MAX];
  ssize_t length = readlinkat(folder, name, text, sizeof text - 1);
  if (length < 0) length = 0;
  text[length] = '\0';
  record_field(text, (size_t)length);
  resolved_field(target, folder, name, text);
}
