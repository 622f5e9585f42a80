/* list, stat, space: looking at what is there. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <linux/magic.h>
#include <unistd.h>

#include "file-facts.h"
#include "interruption.h"
#include "output.h"
#include "resolve.h"
#include "verbs.h"

static void path_field(const struct target *target, int descriptor) {
  char path[PATH_MAX];
  ssize_t length = canonical_path(target, descriptor, path, sizeof path);
  record_field(path, length < 0 ? 0 : (size_t)length);
}

static bool is_dots(const char *name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

struct list {
  const struct target *target;
  uint64_t limit;
  bool is_brief;
};

static bool list_entry(const struct list *list, int folder, const char *name) {
  struct file_facts facts;
  record_begin();
  if (read_facts(folder, name, &facts) == 0) {
    if (list->is_brief) brief_facts_field(&facts);
    else facts_field(&facts);
    entry_fields(list->target, folder, name, name, facts.mode);
  } else if (errno == ENOENT) {
    /* Gone since its name was read. */
    return true;
  } else {
    record_text("error %d", errno);
    record_field(name, strlen(name));
  }
  return record_end();
}

static enum outcome list_entries(const struct list *list, DIR *folder, struct report *report) {
  uint64_t count = 0;
  bool more = false;
  long next = 0;
  struct dirent *entry;
  while (errno = 0, (entry = readdir(folder)) != NULL) {
    if (is_dots(entry->d_name)) continue;
    if (count == list->limit) {
      more = true;
      break;
    }
    if (interrupted()) return report_failure(report, INTERRUPTED, NULL, 0);
    if (!list_entry(list, dirfd(folder), entry->d_name)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
    next = telldir(folder);
    count++;
  }
  if (entry == NULL && errno != 0) return report_file_error(report, "read", errno);
  report_number(report, "entries", count);
  report_number(report, "more", more);
  if (more) report_signed(report, "next", next);
  return OK;
}

/* The first record is the folder itself, with its real path instead of a name. */
enum outcome verb_list(struct options *options, struct report *report) {
  struct target target = {0};
  struct list list = {
      .target = &target,
      .limit = option_number(options, "limit", UINT64_MAX, UINT64_MAX),
      .is_brief = option_given(options, "brief"),
  };
  bool packs = option_given(options, "pack");
  uint64_t from = option_number(options, "from", 0, INT64_MAX);
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  int found = resolve_path(&target, option_word(options, 1), FOLLOW);
  struct file_facts facts;
  if (found < 0 || read_facts(found, "", &facts) != 0) return report_file_error(report, "resolve", errno);
  if (!S_ISDIR(facts.mode)) return report_file_error(report, "resolve", ENOTDIR);
  int opened = reopen(found, O_RDONLY | O_DIRECTORY);
  if (opened < 0 && errno == EACCES && become_target(&target)) {
    opened = reopen(found, O_RDONLY | O_DIRECTORY);
  }
  DIR *folder = opened < 0 ? NULL : fdopendir(opened);
  if (folder == NULL) return report_file_error(report, "open", errno);
  if (from > 0) seekdir(folder, (long)from);
  if (packs) output_pack();
  record_begin();
  facts_field(&facts);
  path_field(&target, found);
  if (record_end()) list_entries(&list, folder, report);
  else report_failure(report, OUTPUT_FAILED, NULL, 0);
  closedir(folder);
  return report->outcome;
}

/* One record: the facts, the real path, and for a link its text and where it leads. */
enum outcome verb_stat(struct options *options, struct report *report) {
  struct target target = {0};
  enum last_link last = option_given(options, "follow") ? FOLLOW : KEEP;
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  int found = resolve_path(&target, option_word(options, 1), last);
  struct file_facts facts;
  if (found < 0 || read_facts(found, "", &facts) != 0) return report_file_error(report, "resolve", errno);
  char path[PATH_MAX];
  if (canonical_path(&target, found, path, sizeof path) < 0) path[0] = '\0';
  record_begin();
  facts_field(&facts);
  if (S_ISLNK(facts.mode)) {
    char name[NAME_MAX + 1];
    int folder = resolve_parent(&target, option_word(options, 1), name);
    if (folder < 0) return report_file_error(report, "resolve", errno);
    entry_fields(&target, folder, name, path, facts.mode);
  } else {
    record_field(path, strlen(path));
  }
  return record_end() ? OK : report_failure(report, OUTPUT_FAILED, NULL, 0);
}

enum outcome verb_space(struct options *options, struct report *report) {
  struct target target = {0};
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  int found = resolve_path(&target, option_word(options, 1), FOLLOW);
  struct statvfs space;
  struct statfs system;
  if (found < 0 || fstatvfs(found, &space) != 0 || fstatfs(found, &system) != 0) {
    return report_file_error(report, "resolve", errno);
  }
  report_number(report, "free", (uint64_t)space.f_bavail * space.f_frsize);
  report_number(report, "total", (uint64_t)space.f_blocks * space.f_frsize);
  report_number(report, "free_inodes", space.f_favail);
  report_number(report, "total_inodes", space.f_files);
  report_number(report, "type", (uint64_t)system.f_type & 0xffffffff);
  report_number(report, "read_only", (space.f_flag & ST_RDONLY) != 0);
  /* What is written there counts against the container's memory limit. */
  report_number(report, "memory", system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC);
  return OK;
}
