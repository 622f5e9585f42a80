/* What stat tells of a file, and its form in records. */
#ifndef FILE_FACTS_H
#define FILE_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "report.h"
#include "target.h"

struct file_facts {
  mode_t mode;
  uid_t uid;
  gid_t gid;
  uint64_t links, inode, device, size, blocks;
  struct timespec modified, accessed, changed, born; /* born is 0 where it is not known */
  bool is_mount;
};

/* Of `name` in a folder, never of what a link leads to; of the descriptor itself if the name is "". 0 or -1. */
int read_facts(int folder, const char *name, struct file_facts *facts);

/* Anything but the name that tells one state of a file from another. */
bool same_facts(const struct file_facts *one, const struct file_facts *other);

/*
 * A record's first field: `MODE UID GID LINKS INODE DEVICE SIZE BLOCKS MODIFIED ACCESSED CHANGED BORN FLAGS`, the mode
 * octal, times in seconds with nine decimals, `m` for a mount point, else `-`.
 */
void facts_field(const struct file_facts *facts);
/* What a list shows: `MODE UID GID INODE SIZE MODIFIED FLAGS`, the time in whole milliseconds. */
void brief_facts_field(const struct file_facts *facts);

/* `PREFIX_size=…` and so on, into the report. */
void report_facts(struct report *report, const char *prefix, const struct file_facts *facts);

/* The fields that follow the facts of an entry: its name and, for a link, its text and where it leads (octal mode or ""). */
void entry_fields(const struct target *target, int folder, const char *name, const char *shown, mode_t mode);

#endif
