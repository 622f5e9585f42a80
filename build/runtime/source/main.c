/* kesako-runtime VERB WORD…: what the practice cluster's containers are made with. One process of it for each of theirs. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "records.h"
#include "verbs.h"

static const struct {
  const char *name;
  verb *run;
} VERBS[] = {{"node", verb_node}, {"probe", verb_probe},     {"sandbox", verb_sandbox}, {"container", verb_container},
             {"exec", verb_exec}, {"connect", verb_connect}};

int main(int count, char **words) {
  if (count == 1 && strcmp(words[0], "/pause") == 0) return run_pause();
  if (count > 3 && strcmp(words[1], "guard") == 0) return run_guarded(words + 2);
  if (count < 2 || fcntl(CONTROL, F_SETFD, FD_CLOEXEC) != 0) return 2;
  umask(0);
  signal(SIGPIPE, SIG_IGN);
  for (size_t i = 0; i < sizeof VERBS / sizeof VERBS[0]; i++) {
    if (strcmp(VERBS[i].name, words[1]) == 0) return VERBS[i].run(count - 2, words + 2);
  }
  return 2;
}
