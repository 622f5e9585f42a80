/*
 * observe: all of /proc, again and again. What is new is told in full, what has changed in short, what has not is not told.
 * A pass over what is known reads one small file of each process, so 2,000 of them can be looked at every two seconds.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "interruption.h"
#include "output.h"
#include "proc-facts.h"
#include "verbs.h"

/* Of the time, this much at most goes into looking: one part in so many. */
#define REST_FACTOR 33
#define LONGEST_REST_MS 60000
/* What no small file tells of, such as a changed user or namespace, is looked for in every so many passes. */
#define FULL_EVERY 15

struct seen {
  pid_t pid;
  uint64_t started;
  uint64_t stat_sum; /* of what was told of it last */
  uint64_t full_sum;
};

#define LISTED_LIMIT 20000

struct list {
  struct seen items[LISTED_LIMIT];
  size_t count;
};

/* The kernel lists them in order of their numbers; should one come late, it is put where it belongs. */
static void insert(struct list *list, pid_t pid) {
  size_t at = list->count++;
  for (; at > 0 && list->items[at - 1].pid > pid; at--) list->items[at] = list->items[at - 1];
  list->items[at] = (struct seen){.pid = pid};
}

/* `total` counts those beyond the limit as well. */
static bool list_processes(struct list *list, uint64_t limit, uint64_t *total) {
  DIR *proc = opendir("/proc");
  if (proc == NULL) return false;
  struct dirent *entry;
  list->count = 0;
  *total = 0;
  while ((entry = readdir(proc)) != NULL) {
    uint64_t pid;
    if (!parse_number(entry->d_name, INT32_MAX, &pid)) continue;
    (*total)++;
    if (list->count < limit) insert(list, (pid_t)pid);
  }
  closedir(proc);
  return true;
}

static bool tell_gone(pid_t pid) {
  record_begin();
  record_text("G %d", (int)pid);
  return record_end();
}

/* Of a process that is known: its line of numbers, if it has changed. */
static bool tell_short(struct seen *seen, const char *stat) {
  uint64_t sum = proc_sum(stat, strlen(stat));
  if (sum == seen->stat_sum) return true;
  seen->stat_sum = sum;
  record_begin();
  record_text("S %d", (int)seen->pid);
  record_field(stat, strlen(stat));
  open_files_field(seen->pid);
  return record_end();
}

static bool tell_full(struct seen *seen) {
  struct proc_facts facts;
  if (!read_proc_facts(seen->pid, &facts)) {
    seen->started = 0;
    return true;
  }
  uint64_t sum = proc_facts_sum(&facts);
  if (sum == seen->full_sum) return tell_short(seen, facts.stat);
  seen->started = parse_start_time(facts.stat);
  seen->stat_sum = proc_sum(facts.stat, strlen(facts.stat));
  seen->full_sum = sum;
  record_begin();
  record_text("P %d", (int)seen->pid);
  proc_facts_fields(&facts);
  return record_end();
}

static bool look_at(struct seen *now, const struct seen *before, uint64_t pass) {
  char stat[PROC_STAT_SIZE];
  if (before == NULL) return tell_full(now);
  *now = *before;
  if (!read_proc_stat(now->pid, stat)) return true;
  bool is_another = parse_start_time(stat) != now->started;
  if (is_another) now->full_sum = 0;
  if (is_another || (pass + (uint64_t)now->pid) % FULL_EVERY == 0) return tell_full(now);
  return tell_short(now, stat);
}

static bool look_at_all(struct list *now, const struct list *before, uint64_t pass) {
  size_t old = 0;
  for (size_t i = 0; i < now->count; i++) {
    if (interrupted()) return false;
    for (; old < before->count && before->items[old].pid < now->items[i].pid; old++) {
      if (!tell_gone(before->items[old].pid)) return false;
    }
    bool is_known = old < before->count && before->items[old].pid == now->items[i].pid;
    if (!look_at(&now->items[i], is_known ? &before->items[old] : NULL, pass)) return false;
    old += is_known;
  }
  for (; old < before->count; old++) {
    if (!tell_gone(before->items[old].pid)) return false;
  }
  return true;
}

static int64_t milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * Records: `P PID` and the fields of proc-facts.h; `S PID`, the stat line, the count of open files; `G PID`, gone; and after
 * each pass `E PROCESSES OWN_PID UPTIME_MS TICKS_PER_SECOND PAGE_SIZE PASS_MS`, PROCESSES being how many there are.
 */
enum outcome verb_observe(struct options *options, struct report *report) {
  int64_t interval = (int64_t)option_number(options, "interval-ms", 2000, LONGEST_REST_MS);
  uint64_t passes = option_number(options, "passes", UINT64_MAX, UINT64_MAX);
  uint64_t limit = option_number(options, "limit", 5000, LISTED_LIMIT);
  if (options->wrong || !options_end(options, 0)) return report_failure(report, USAGE, NULL, 0);
  static struct list lists[2];
  for (uint64_t pass = 0; pass < passes; pass++) {
    struct list *now = &lists[pass % 2];
    int64_t started = milliseconds(CLOCK_MONOTONIC), used = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    uint64_t total;
    if (!list_processes(now, limit, &total)) return report_file_error(report, "proc", errno);
    if (!look_at_all(now, &lists[(pass + 1) % 2], pass)) {
      return report_failure(report, interrupted() ? INTERRUPTED : OUTPUT_FAILED, NULL, 0);
    }
    record_begin();
    record_text("E %" PRIu64 " %d %" PRId64 " %ld %ld %" PRId64, total, (int)getpid(), milliseconds(CLOCK_BOOTTIME),
                sysconf(_SC_CLK_TCK), sysconf(_SC_PAGESIZE), milliseconds(CLOCK_MONOTONIC) - started);
    if (!record_end() || !output_flush()) return report_failure(report, OUTPUT_FAILED, NULL, 0);
    if (pass + 1 == passes) break;
    int64_t pace = (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - used) * REST_FACTOR;
    int64_t rest = pace > interval ? pace : interval;
    if (!pause_ms((int)(rest > LONGEST_REST_MS ? LONGEST_REST_MS : rest))) return report_failure(report, INTERRUPTED, NULL, 0);
  }
  return OK;
}
