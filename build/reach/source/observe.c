/*
 * observe: all of /proc, again and again. What is new is told in full, what has changed in short, what has not is not told.
 * A pass over what is known reads one small file of each process, so 2,000 of them can be looked at every two seconds. Where
 * very many are new at once, an answer with little of each comes first, and right after it the rest.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cgroup-table.h"
#include "interruption.h"
#include "output.h"
#include "proc-facts.h"
#include "process-list.h"
#include "verbs.h"

/* Of the time, this much at most goes into looking: one part in so many. */
#define REST_FACTOR 33
#define LONGEST_REST_MS 60000
/* What no small file tells of, such as a changed user or namespace, is looked for in every so many passes. */
#define FULL_EVERY 15
/* So many new ones are told in full at once, and so many of those that had to wait in each answer after the first. */
#define FULL_AT_ONCE 20
#define FULL_PER_ANSWER 500

/* One look at everything. */
struct pass {
  uint64_t number;
  size_t told_at_once;
  size_t waiting; /* for the rest of them to be told */
  int64_t started_ms, used_ms;
};

static int64_t milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
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

/* "7 (name) S PARENT GROUP SESSION …": a name may have any sign in it, also its own end. */
static pid_t parse_parent(const char *stat, pid_t *session) {
  const char *name_end = strrchr(stat, ')');
  *session = 0;
  if (name_end == NULL || strlen(name_end) < 5) return 0;
  char *rest;
  pid_t parent = (pid_t)strtol(name_end + 4, &rest, 10);
  strtol(rest, &rest, 10);
  *session = (pid_t)strtol(rest, NULL, 10);
  return parent;
}

static void remember(struct seen *seen, const char *stat, uint64_t full_sum) {
  seen->started = parse_start_time(stat);
  parse_parent(stat, &seen->session);
  seen->stat_sum = proc_sum(stat, strlen(stat));
  seen->full_sum = full_sum;
}

static bool tell_full(struct seen *seen, const struct proc_facts *facts) {
  uint64_t sum = proc_facts_sum(facts);
  if (sum == seen->full_sum) return tell_short(seen, facts->stat);
  remember(seen, facts->stat, sum);
  pid_t other = cgroup_find(facts->cgroup);
  record_begin();
  if (other == 0) record_text("P %d", (int)seen->pid);
  else record_text("P %d %d", (int)seen->pid, (int)other);
  proc_facts_fields(facts, other == 0);
  seen->like = other;
  /* Where paths are hidden, only the namespaces say to which container a process belongs. */
  if (cgroup_tells(facts->cgroup)) {
    cgroup_enter(facts->cgroup, seen->pid);
    if (other == 0) seen->like = seen->pid;
  }
  return record_end();
}

static bool read_and_tell(struct seen *seen) {
  struct proc_facts facts;
  if (!read_proc_facts(seen->pid, &facts)) {
    seen->started = 0;
    return true;
  }
  return tell_full(seen, &facts);
}

static const struct seen *find_seen(const struct process_list *list, pid_t pid) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->items[middle].pid == pid) return &list->items[middle];
    if (list->items[middle].pid < pid) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

/*
 * A child begins in its parent's session and cgroups, and an orphan comes under the first process in the session that it had:
 * in one session with its parent it is in the same cgroups. That it was moved to others is told with the rest, right after
 * this answer.
 */
static pid_t like_its_parent(const struct process_list *now, struct seen *seen, const char *stat) {
  const struct seen *parent = find_seen(now, parse_parent(stat, &seen->session));
  return parent == NULL || seen->session == 0 || parent->session != seen->session ? 0 : parent->like;
}

/* False if it has to be told in full: nobody in the same cgroups has been told of yet, it is this program, or it is gone. */
static bool may_wait(const struct process_list *now, struct seen *seen, char stat[PROC_STAT_SIZE]) {
  char cgroup[PROC_CGROUP_SIZE];
  static pid_t self;
  if (self == 0) self = getpid();
  if (seen->pid == self || !read_proc_stat(seen->pid, stat)) return false;
  seen->like = like_its_parent(now, seen, stat);
  if (seen->like == 0 && read_proc_cgroup(seen->pid, cgroup)) seen->like = cgroup_find(cgroup);
  return seen->like != 0;
}

static bool tell_new(const struct process_list *now, struct seen *seen, struct pass *pass) {
  char stat[PROC_STAT_SIZE];
  seen->full_sum = 0;
  if (pass->told_at_once++ < FULL_AT_ONCE || !may_wait(now, seen, stat)) return read_and_tell(seen);
  remember(seen, stat, 0);
  pass->waiting++;
  record_begin();
  record_text("B %d %d", (int)seen->pid, (int)seen->like);
  record_field(stat, strlen(stat));
  return record_end();
}

static bool look_at(const struct process_list *list, struct seen *now, const struct seen *before, struct pass *pass) {
  char stat[PROC_STAT_SIZE];
  if (before == NULL) return tell_new(list, now, pass);
  *now = *before;
  now->like = 0;
  if (!read_proc_stat(now->pid, stat)) return true;
  if (parse_start_time(stat) != now->started) return tell_new(list, now, pass);
  if ((pass->number + (uint64_t)now->pid) % FULL_EVERY == 0) return read_and_tell(now);
  return tell_short(now, stat);
}

static bool look_at_all(struct process_list *now, const struct process_list *before, struct pass *pass) {
  size_t old = 0;
  for (size_t i = 0; i < now->count; i++) {
    if (interrupted()) return false;
    for (; old < before->count && before->items[old].pid < now->items[i].pid; old++) {
      if (!tell_gone(before->items[old].pid)) return false;
    }
    bool is_known = old < before->count && before->items[old].pid == now->items[i].pid;
    if (!look_at(now, &now->items[i], is_known ? &before->items[old] : NULL, pass)) return false;
    old += is_known;
  }
  for (; old < before->count; old++) {
    if (!tell_gone(before->items[old].pid)) return false;
  }
  return true;
}

static bool tell_answer(const struct process_list *list, const struct pass *pass) {
  record_begin();
  record_text("E %" PRIu64 " %d %" PRId64 " %ld %ld %" PRId64 " %zu %" PRId64, list->total, (int)getpid(), milliseconds(CLOCK_BOOTTIME),
              sysconf(_SC_CLK_TCK), sysconf(_SC_PAGESIZE), milliseconds(CLOCK_MONOTONIC) - pass->started_ms, pass->waiting,
              milliseconds(CLOCK_PROCESS_CPUTIME_ID) - pass->used_ms);
  return record_end() && output_flush();
}

/* What has waited, until all of it is told; one that has ended meanwhile is told to be gone by the next pass. */
static bool tell_waiting(struct process_list *list, struct pass *pass) {
  size_t told = 0;
  for (size_t i = 0; i < list->count && pass->waiting > 0; i++) {
    struct seen *seen = &list->items[i];
    if (seen->started == 0 || seen->full_sum != 0) continue;
    if (interrupted() || !read_and_tell(seen)) return false;
    pass->waiting--;
    bool is_answer = ++told % FULL_PER_ANSWER == 0 || pass->waiting == 0;
    if (is_answer && !tell_answer(list, pass)) return false;
  }
  return true;
}

/*
 * Records: `P PID` and the fields of proc-facts.h, or `P PID OTHER` where its cgroups are those of OTHER, which was told before in
 * this pass; `B PID OTHER` and the stat line, for now; `S PID`, the stat line, the count of open files; `G PID`, gone; and to end an answer
 * `E PROCESSES OWN_PID UPTIME_MS TICKS_PER_SECOND PAGE_SIZE PASS_MS WAITING CPU_MS`: how many there are, what the pass has taken
 * so far, and how many have only been told in a `B`. A pass has more than one answer if that is not 0.
 */
enum outcome verb_observe(struct options *options, struct report *report) {
  int64_t interval = (int64_t)option_number(options, "interval-ms", 2000, LONGEST_REST_MS);
  uint64_t passes = option_number(options, "passes", UINT64_MAX, UINT64_MAX);
  uint64_t limit = option_number(options, "limit", 5000, LISTED_LIMIT);
  if (options->wrong || !options_end(options, 0)) return report_failure(report, USAGE, NULL, 0);
  static struct process_list lists[2];
  for (uint64_t number = 0; number < passes; number++) {
    struct process_list *now = &lists[number % 2];
    const struct process_list *before = &lists[(number + 1) % 2];
    struct pass pass = {number, 0, 0, milliseconds(CLOCK_MONOTONIC), milliseconds(CLOCK_PROCESS_CPUTIME_ID)};
    cgroup_forget_all();
    if (!list_processes(now, limit)) return report_file_error(report, "proc", errno);
    if (!look_at_all(now, before, &pass) || !tell_answer(now, &pass) || !tell_waiting(now, &pass)) {
      return report_failure(report, interrupted() ? INTERRUPTED : OUTPUT_FAILED, NULL, 0);
    }
    if (number + 1 == passes) break;
    int64_t pace = (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - pass.used_ms) * REST_FACTOR;
    int64_t rest = pace > interval ? pace : interval;
    if (!pause_ms((int)(rest > LONGEST_REST_MS ? LONGEST_REST_MS : rest))) return report_failure(report, INTERRUPTED, NULL, 0);
  }
  return OK;
}
