/* kesako-reach VERB [--option[=value]…] WORD…: what the app does in a target, without the target's or an image's tools. */
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interruption.h"
#include "output.h"
#include "verbs.h"

static const struct {
  const char *name;
  verb *run;
} VERBS[] = {
    {"list", verb_list},       {"stat", verb_stat},   {"read", verb_read},             {"write", verb_write},
    {"remove", verb_remove},   {"rename", verb_rename}, {"mkdir", verb_mkdir},         {"walk", verb_walk},
    {"watch", verb_watch},     {"space", verb_space}, {"archive", verb_archive},       {"observe", verb_observe},
    {"proc", verb_proc},       {"open-files", verb_open_files}, {"jvm", verb_jvm},     {"jcmd", verb_jcmd},
    {"serve", verb_serve},
};

static verb *find_verb(const char *name) {
  for (size_t i = 0; i < sizeof VERBS / sizeof VERBS[0]; i++) {
    if (strcmp(VERBS[i].name, name) == 0) return VERBS[i].run;
  }
  return NULL;
}

enum outcome open_target_of(struct options *options, int words, struct target *target, struct report *report) {
  pid_t pid;
  /* For tests: the way of kernels and sandboxes that do not have the call. */
  target->force_walk = option_given(options, "without-openat2");
  if (!options_end(options, words) || !option_pid(options, 0, &pid)) return report_failure(report, USAGE, NULL, 0);
  return target_open(target, pid, report);
}

/* Descriptors 0 to 2 that nobody has opened would become files of the target. */
static void fill_standard_descriptors(void) {
  int opened;
  do opened = open("/dev/null", O_RDWR);
  while (opened >= 0 && opened <= STDERR_FILENO);
  if (opened > STDERR_FILENO) close(opened);
}

static void raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max < 4096 ? limit.rlim_max : 4096;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run_verb(int count, const char *const *words) {
  struct report report = {.outcome = OK};
  struct options options;
  verb *run = count < 1 ? NULL : find_verb(words[0]);
  options_start(&options, count - 1, words + 1);
  if (run == NULL) report_failure(&report, USAGE, "verb", 0);
  else run(&options, &report);
  if (!output_flush() && report.outcome == OK) report_failure(&report, OUTPUT_FAILED, NULL, 0);
  report_print(&report, STDERR_FILENO);
  return report.outcome;
}

int main(int count, char **words) {
  fill_standard_descriptors();
  raise_descriptor_limit();
  watch_for_interruption();
  umask(0);
  if (count == 2 && strcmp(words[1], "--version") == 0) {
    static const char VERSION[] = "kesako-reach " REACH_VERSION "\n";
    return write_fully(STDOUT_FILENO, VERSION, sizeof VERSION - 1) ? OK : OUTPUT_FAILED;
  }
  return run_verb(count - 1, (const char *const *)words + 1);
}
