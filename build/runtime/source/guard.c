/* `guard PARENT PROGRAM WORD…`: for the few programs of the machine that the app asks what there is. */
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "verbs.h"

int run_guarded(char **words) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* The app ended before this process could be told of it. */
  if (getppid() != atoi(words[0])) return 1;
  execv(words[1], words + 1);
  return 127;
}
