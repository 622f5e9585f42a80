/* watch: says when a file or a folder changes, by looking: inotify sees neither network file systems nor /proc. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file-facts.h"
#include "interruption.h"
#include "output.h"
#include "resolve.h"
#include "verbs.h"

/* A folder so large that looking takes long is looked at less often: at most this share of the time. */
#define REST_FACTOR 10

struct sight {
  bool is_there;
  struct file_facts facts;
  uint64_t entries; /* a sum over what a folder holds */
};

static uint64_t mix(uint64_t sum, const void *bytes, size_t length) {
  const unsigned char *rest = bytes;
  for (size_t i = 0; i < length; i++) sum = (sum ^ rest[i]) * 0x100000001b3;
  return sum;
}

static uint64_t sum_entry(int folder, const char *name) {
  struct file_facts facts;
  uint64_t sum = mix(0xcbf29ce484222325, name, strlen(name));
  if (read_facts(folder, name, &facts) != 0) return sum;
  uint64_t numbers[] = {facts.inode, facts.size, (uint64_t)facts.modified.tv_sec, (uint64_t)facts.modified.tv_nsec,
                        facts.mode};
  return mix(sum, numbers, sizeof numbers);
}

/* The same in whatever order the entries come. */
static uint64_t sum_entries(int found) {
  int opened = reopen(found, O_RDONLY | O_DIRECTORY);
  DIR *folder = opened < 0 ? NULL : fdopendir(opened);
  uint64_t sum = 0;
  if (folder == NULL) return sum;
  struct dirent *entry;
  while ((entry = readdir(folder)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) sum += sum_entry(opened, entry->d_name);
  }
  closedir(folder);
  return sum;
}

static struct sight look(const struct target *target, const char *path) {
  struct sight sight = {0};
  int found = resolve_path(target, path, FOLLOW);
  if (found < 0) return sight;
  sight.is_there = read_facts(found, "", &sight.facts) == 0;
  if (sight.is_there && S_ISDIR(sight.facts.mode)) sight.entries = sum_entries(found);
  close(found);
  return sight;
}

static bool same_sight(const struct sight *one, const struct sight *other) {
  if (one->is_there != other->is_there) return false;
  return !one->is_there || (one->entries == other->entries && same_facts(&one->facts, &other->facts));
}

static bool tell(const struct sight *sight) {
  record_begin();
  if (sight->is_there) facts_field(&sight->facts);
  else record_text("gone");
  return record_end() && output_flush();
}

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A record at once and at each change, until cancelled, `--changes` were told, or the process has ended. */
enum outcome verb_watch(struct options *options, struct report *report) {
  struct target target = {0};
  int64_t interval = (int64_t)option_number(options, "interval-ms", 500, 60000);
  uint64_t changes = option_number(options, "changes", UINT64_MAX, UINT64_MAX);
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  const char *path = option_word(options, 1);
  struct sight seen = look(&target, path);
  if (!tell(&seen)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
  int64_t rest = interval;
  for (uint64_t told = 0; told < changes;) {
    if (!pause_ms((int)rest)) return report_failure(report, INTERRUPTED, NULL, 0);
    if (!target_is_alive(&target)) return report_failure(report, NO_PROCESS, "exited", 0);
    int64_t started = now_ms();
    struct sight now = look(&target, path);
    int64_t pace = (now_ms() - started) * REST_FACTOR;
    rest = pace > interval ? (pace > 60000 ? 60000 : pace) : interval;
    if (same_sight(&seen, &now)) continue;
    if (!tell(&now)) return report_failure(report, OUTPUT_FAILED, NULL, 0);
    seen = now;
    told++;
  }
  return OK;
}
