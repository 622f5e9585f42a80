/* read: a range of a regular file, with proof of what was read. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulk.h"
#include "file-facts.h"
#include "interruption.h"
#include "output.h"
#include "resolve.h"
#include "verbs.h"

struct range {
  uint64_t offset, length;
  bool hash_only, packs;
};

static enum outcome send_range(int file, const struct range *range, struct report *report) {
  static struct bulk bulk;
  bulk_start(&bulk, range->packs);
  while (bulk.length + bulk.filled < range->length) {
    if (interrupted()) return report_failure(report, INTERRUPTED, NULL, 0);
    uint64_t at = bulk.length + bulk.filled;
    size_t room;
    unsigned char *into = bulk_room(&bulk, &room);
    if (range->length - at < room) room = (size_t)(range->length - at);
    ssize_t part = pread(file, into, room, (off_t)(range->offset + at));
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return report_file_error(report, "read", errno);
    if (part == 0) break;
    if (range->hash_only) bulk_hash(&bulk, (size_t)part);
    else if (!bulk_took(&bulk, (size_t)part)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
  }
  if (!bulk_flush(&bulk)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
  char hex[SHA256_HEX_LENGTH + 1];
  sha256_finish(&bulk.hash, hex);
  report_number(report, "bytes", bulk.length);
  report_number(report, "written", bulk.written);
  report_word(report, "sha256", hex);
  return OK;
}

/* Whether the path still leads to the file that was read. */
static bool is_replaced(const struct target *target, const char *path, const struct file_facts *facts) {
  struct file_facts now;
  int found = resolve_path(target, path, FOLLOW);
  if (found < 0) return true;
  bool same = read_facts(found, "", &now) == 0 && now.inode == facts->inode && now.device == facts->device;
  close(found);
  return !same;
}

enum outcome verb_read(struct options *options, struct report *report) {
  struct target target = {0};
  struct range range = {
      .offset = option_number(options, "offset", 0, INT64_MAX / 2),
      .length = option_number(options, "length", INT64_MAX / 2, INT64_MAX / 2),
      .hash_only = option_given(options, "hash-only"),
      .packs = option_given(options, "pack"),
  };
  output_give_up_after((unsigned)option_number(options, "give-up-s", 0, 3600));
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  const char *path = option_word(options, 1);
  int found = resolve_path(&target, path, FOLLOW);
  struct file_facts before, after;
  if (found < 0 || read_facts(found, "", &before) != 0) return report_file_error(report, "resolve", errno);
  /* Opening anything else may wait for ever or do something. */
  if (!S_ISREG(before.mode)) return report_failure(report, NOT_A_FILE, "type", 0);
  int file = reopen(found, O_RDONLY);
  /* Root's rights may end where a network file system begins, and without DAC_OVERRIDE. */
  if (file < 0 && (errno == EACCES || errno == EPERM) && become_target(&target)) {
    int error = errno;
    file = reopen(found, O_RDONLY);
    if (file < 0) errno = error;
    become_self(&target);
  }
  if (file < 0) return report_file_error(report, "open", errno);
  fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 1024 * 1024);
  posix_fadvise(file, (off_t)range.offset, 0, POSIX_FADV_SEQUENTIAL);
  enum outcome sent = send_range(file, &range, report);
  if (sent != OK) return sent;
  if (read_facts(file, "", &after) != 0) return report_file_error(report, "stat", errno);
  report_facts(report, "before", &before);
  report_facts(report, "after", &after);
  report_number(report, "changed", !same_facts(&before, &after));
  report_number(report, "replaced", is_replaced(&target, path, &before));
  return OK;
}
