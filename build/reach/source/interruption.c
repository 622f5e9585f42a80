#include "interruption.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t is_interrupted;

static void note(int signal) {
  (void)signal;
  is_interrupted = 1;
}

void watch_for_interruption(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  sigaction(SIGALRM, &action, NULL);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}

bool interrupted(void) {
  return is_interrupted != 0;
}

bool pause_ms(int milliseconds) {
  if (interrupted()) return false;
  /* A pipe whose reader is gone says POLLERR without being asked. */
  struct pollfd reader = {.fd = STDOUT_FILENO, .events = 0};
  int ready = poll(&reader, 1, milliseconds);
  return !interrupted() && (ready == 0 || (ready < 0 && errno != EINTR));
}
