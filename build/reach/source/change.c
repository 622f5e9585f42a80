/* remove, rename, mkdir. */
#include "change.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "file-facts.h"
#include "resolve.h"
#include "verbs.h"

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#endif

int as_target_else_self(const struct target *target, change *operation, void *context, struct report *report) {
  if (become_target(target)) {
    int done = operation(context);
    if (done >= 0 || (errno != EACCES && errno != EPERM)) {
      report_word(report, "as", "target");
      return done;
    }
    become_self(target);
  }
  report_word(report, "as", "self");
  return operation(context);
}

int rename_without_replacing(int from_folder, const char *from, int to_folder, const char *to) {
  if (syscall(SYS_renameat2, from_folder, from, to_folder, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  struct file_facts facts;
  if (read_facts(to_folder, to, &facts) == 0) {
    errno = EEXIST;
    return -1;
  }
  return renameat(from_folder, from, to_folder, to);
}

struct entry {
  int folder;
  char name[NAME_MAX + 1];
  int to_folder;
  char to_name[NAME_MAX + 1];
  bool is_folder;
  bool replace;
  mode_t mode;
};

static int remove_entry(void *context) {
  const struct entry *entry = context;
  return unlinkat(entry->folder, entry->name, entry->is_folder ? AT_REMOVEDIR : 0);
}

static int rename_entry(void *context) {
  const struct entry *entry = context;
  return entry->replace ? renameat(entry->folder, entry->name, entry->to_folder, entry->to_name)
                        : rename_without_replacing(entry->folder, entry->name, entry->to_folder, entry->to_name);
}

static int make_folder(void *context) {
  const struct entry *entry = context;
  return mkdirat(entry->folder, entry->name, entry->mode);
}

static enum outcome carry_out(const struct target *target, change *operation, struct entry *entry, struct report *report) {
  int done = as_target_else_self(target, operation, entry, report);
  int error = errno;
  become_self(target);
  return done < 0 ? report_file_error(report, "change", error) : OK;
}

/* A file, a link itself, or an empty folder; `--inode` keeps it from being another one than was seen. */
enum outcome verb_remove(struct options *options, struct report *report) {
  struct target target = {0};
  struct entry entry = {0};
  uint64_t inode = option_number(options, "inode", 0, UINT64_MAX);
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  entry.folder = resolve_parent(&target, option_word(options, 1), entry.name);
  struct file_facts facts;
  if (entry.folder < 0 || read_facts(entry.folder, entry.name, &facts) != 0) {
    return report_file_error(report, "resolve", errno);
  }
  if (inode != 0 && inode != facts.inode) return report_failure(report, MISMATCH, "inode", 0);
  entry.is_folder = S_ISDIR(facts.mode);
  return carry_out(&target, remove_entry, &entry, report);
}

enum outcome verb_rename(struct options *options, struct report *report) {
  struct target target = {0};
  struct entry entry = {.replace = option_given(options, "replace")};
  if (open_target_of(options, 3, &target, report) != OK) return report->outcome;
  entry.folder = resolve_parent(&target, option_word(options, 1), entry.name);
  if (entry.folder < 0) return report_file_error(report, "resolve", errno);
  entry.to_folder = resolve_parent(&target, option_word(options, 2), entry.to_name);
  if (entry.to_folder < 0) return report_file_error(report, "resolve", errno);
  return carry_out(&target, rename_entry, &entry, report);
}

enum outcome verb_mkdir(struct options *options, struct report *report) {
  struct target target = {0};
  struct entry entry = {.mode = (mode_t)option_number(options, "mode", 0755, 07777)};
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  entry.folder = resolve_parent(&target, option_word(options, 1), entry.name);
  if (entry.folder < 0) return report_file_error(report, "resolve", errno);
  return carry_out(&target, make_folder, &entry, report);
}
