/* write: a file from stdin, under a temporary name until all of it is there and its hash is what it should be. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "change.h"
#include "file-facts.h"
#include "interruption.h"
#include "output.h"
#include "resolve.h"
#include "sha256.h"
#include "verbs.h"

struct upload {
  int folder;
  char name[NAME_MAX + 1];
  char temporary[32];
  uint64_t size;
  const char *sha256; /* NULL if the caller does not know it */
  bool hash_follows; /* the content's hash comes behind it, for who computes it while sending */
  bool replace;
  bool has_mode;
  mode_t mode;
  bool exists;
  struct file_facts existing;
};

static int create_temporary(void *context) {
  struct upload *upload = context;
  unsigned char random[8];
  if (getrandom(random, sizeof random, 0) != sizeof random) return -1;
  int used = snprintf(upload->temporary, sizeof upload->temporary, ".kesako-");
  for (size_t i = 0; i < sizeof random; i++) {
    used += snprintf(upload->temporary + used, sizeof upload->temporary - (size_t)used, "%02x", random[i]);
  }
  return openat(upload->folder, upload->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* False if the input ends before. */
static bool read_hash(char *hex) {
  for (size_t got = 0; got < SHA256_HEX_LENGTH;) {
    ssize_t part = read(STDIN_FILENO, hex + got, SHA256_HEX_LENGTH - got);
    if (part < 0 && errno == EINTR && !interrupted()) continue;
    if (part <= 0) return false;
    got += (size_t)part;
  }
  hex[SHA256_HEX_LENGTH] = '\0';
  return true;
}

static enum outcome receive(const struct upload *upload, int file, struct report *report) {
  static unsigned char buffer[128 * 1024];
  struct sha256 hash;
  sha256_start(&hash);
  for (uint64_t left = upload->size; left > 0;) {
    if (interrupted()) return report_failure(report, INTERRUPTED, NULL, 0);
    ssize_t part = read(STDIN_FILENO, buffer, left < sizeof buffer ? (size_t)left : sizeof buffer);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) return report_failure(report, INPUT_CUT, NULL, part < 0 ? errno : 0);
    sha256_add(&hash, buffer, (size_t)part);
    errno = 0;
    if (!write_fully(file, buffer, (size_t)part)) {
      if (interrupted()) return report_failure(report, INTERRUPTED, NULL, 0);
      return report_file_error(report, "write", errno);
    }
    left -= (uint64_t)part;
  }
  char hex[SHA256_HEX_LENGTH + 1];
  sha256_finish(&hash, hex);
  report_number(report, "bytes", upload->size);
  report_word(report, "sha256", hex);
  char following[SHA256_HEX_LENGTH + 1];
  if (upload->hash_follows && !read_hash(following)) return report_failure(report, INPUT_CUT, "hash", 0);
  const char *wanted = upload->hash_follows ? following : upload->sha256;
  if (wanted != NULL && strcmp(wanted, hex) != 0) return report_failure(report, MISMATCH, "sha256", 0);
  return OK;
}

/* A file that is replaced keeps its mode and, where that is permitted, its owner. */
static enum outcome dress(const struct upload *upload, int file, struct report *report) {
  mode_t mode = upload->has_mode ? upload->mode : upload->exists ? upload->existing.mode & 07777 : 0644;
  if (upload->exists && fchown(file, upload->existing.uid, upload->existing.gid) != 0) {
    report_number(report, "owner_kept", 0);
    /* Set-user-ID for another owner is another promise. */
    mode &= 0777;
  }
  if (fchmod(file, mode) != 0) return report_file_error(report, "mode", errno);
  if (fsync(file) != 0 && errno != EINVAL) return report_file_error(report, "write", errno);
  return OK;
}

static enum outcome put_in_place(const struct upload *upload, struct report *report) {
  int renamed = upload->replace ? renameat(upload->folder, upload->temporary, upload->folder, upload->name)
                                : rename_without_replacing(upload->folder, upload->temporary, upload->folder, upload->name);
  return renamed == 0 ? OK : report_file_error(report, "rename", errno);
}

static enum outcome check_place(struct upload *upload, struct report *report) {
  upload->exists = read_facts(upload->folder, upload->name, &upload->existing) == 0;
  if (!upload->exists && errno != ENOENT) return report_file_error(report, "stat", errno);
  if (upload->exists && !S_ISREG(upload->existing.mode)) return report_failure(report, NOT_A_FILE, "type", 0);
  if (upload->exists && !upload->replace) return report_file_error(report, "stat", EEXIST);
  struct statvfs space;
  if (fstatvfs(upload->folder, &space) != 0) return report_file_error(report, "space", errno);
  if ((space.f_flag & ST_RDONLY) != 0) return report_file_error(report, "space", EROFS);
  uint64_t free_bytes = (uint64_t)space.f_bavail * space.f_frsize;
  if (free_bytes < upload->size) {
    report_number(report, "free", free_bytes);
    return report_file_error(report, "space", ENOSPC);
  }
  return OK;
}

enum outcome verb_write(struct options *options, struct report *report) {
  struct target target = {0};
  struct upload upload = {
      .size = option_number(options, "size", UINT64_MAX, INT64_MAX / 2),
      .sha256 = option_text(options, "sha256"),
      .hash_follows = option_given(options, "hash-follows"),
      .replace = option_given(options, "replace"),
      .has_mode = option_given(options, "mode"),
      .mode = (mode_t)option_number(options, "mode", 0644, 07777),
  };
  if (upload.size == UINT64_MAX) return report_failure(report, USAGE, "size", 0);
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  upload.folder = resolve_parent(&target, option_word(options, 1), upload.name);
  if (upload.folder < 0) return report_file_error(report, "resolve", errno);
  if (check_place(&upload, report) != OK) return report->outcome;
  int file = as_target_else_self(&target, create_temporary, &upload, report);
  if (file < 0) return report_file_error(report, "create", errno);
  enum outcome written = receive(&upload, file, report);
  if (written == OK) written = dress(&upload, file, report);
  if (written == OK) written = put_in_place(&upload, report);
  struct file_facts facts;
  if (written == OK && read_facts(file, "", &facts) == 0) report_facts(report, "after", &facts);
  if (written != OK) unlinkat(upload.folder, upload.temporary, 0);
  become_self(&target);
  return written;
}
