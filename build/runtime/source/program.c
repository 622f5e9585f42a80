#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "messages.h"

#define LAST_CAPABILITY 63

static void restore_signals(void) {
  sigset_t none;
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The container's own: `tty` says /dev/pts/0 in it, and the machine's terminals are not seen. */
static int open_terminal(const struct plan *plan, int socket) {
  int unlocked = 0;
  int controller = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (controller < 0 || ioctl(controller, TIOCSPTLCK, &unlocked) != 0) return -1;
  int number;
  char path[32];
  if (ioctl(controller, TIOCGPTN, &number) != 0) return -1;
  snprintf(path, sizeof path, "/dev/pts/%d", number);
  int terminal = open(path, O_RDWR | O_CLOEXEC);
  if (terminal < 0) return -1;
  /* Refused where there is but one uid. */
  if (fchown(terminal, plan->uid, (gid_t)-1) != 0 && errno != EPERM && errno != EINVAL) return -1;
  message_send(socket, MESSAGE_TERMINAL, "", 0, controller);
  close(controller);
  return ioctl(terminal, TIOCSCTTY, 0) != 0 ? -1 : terminal;
}

static const char *take_streams(const struct plan *plan, const struct standard_streams *streams, int socket) {
  struct standard_streams own = *streams;
  setsid();
  if (plan->terminal) own.input = own.output = own.error = open_terminal(plan, socket);
  else if (!plan->input) own.input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (own.input < 0 || own.output < 0) return "terminal";
  /* So that /dev/stdout can be opened by a program that is not root. */
  if (!plan->terminal && plan->uid != 0) {
    if (plan->input && fchown(own.input, plan->uid, (gid_t)-1) != 0 && errno != EPERM && errno != EINVAL) return "streams";
    if (fchown(own.output, plan->uid, (gid_t)-1) != 0 && errno != EPERM && errno != EINVAL) return "streams";
    if (fchown(own.error, plan->uid, (gid_t)-1) != 0 && errno != EPERM && errno != EINVAL) return "streams";
  }
  if (dup2(own.input, 0) < 0 || dup2(own.output, 1) < 0 || dup2(own.error, 2) < 0) return "streams";
  return NULL;
}

static const char *become_user(const struct plan *plan) {
  for (int capability = 0; capability <= LAST_CAPABILITY; capability++) {
    bool kept = plan->capabilities >> capability & 1;
    if (!kept && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EINVAL) return "capabilities";
  }
  /* The machine's groups of whoever started the app; not to be left, and worth nothing, where there is but one gid. */
  if (setgroups(0, NULL) != 0 && errno != EPERM) return "user";
  if (setresgid(plan->gid, plan->gid, plan->gid) != 0 || setresuid(plan->uid, plan->uid, plan->uid) != 0) return "user";
  if (plan->no_new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return "user";
  /* Cleared by a change of user, therefore here. */
  return prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 ? "user" : NULL;
}

static const char *from_environment(const struct plan *plan, const char *name) {
  size_t length = strlen(name);
  for (int i = 0; i < plan->environment_count; i++)
    if (strncmp(plan->environment[i], name, length) == 0 && plan->environment[i][length] == '=')
      return plan->environment[i] + length + 1;
  return NULL;
}

static bool is_executable(const char *path, int *error) {
  struct stat facts;
  if (stat(path, &facts) != 0) {
    if (errno == EACCES) *error = EACCES;
    return false;
  }
  if (!S_ISREG(facts.st_mode) || access(path, X_OK) != 0) {
    *error = S_ISDIR(facts.st_mode) ? EISDIR : EACCES;
    return false;
  }
  return true;
}

/* As a shell would find it. False with ENOENT if there is none, EACCES if there is only one that may not be executed. */
static bool find_program(const struct plan *plan, char found[PATH_MAX]) {
  const char *name = plan->arguments[0];
  int error = ENOENT;
  if (strchr(name, '/') != NULL) {
    bool fits = snprintf(found, PATH_MAX, "%s", name) < PATH_MAX;
    bool usable = fits && is_executable(found, &error);
    errno = error == EISDIR ? EACCES : error;
    return usable;
  }
  const char *folders = from_environment(plan, "PATH");
  while (folders != NULL && *folders != '\0' && *name != '\0') {
    size_t length = strcspn(folders, ":");
    int written = snprintf(found, PATH_MAX, "%.*s/%s", (int)length, length == 0 ? "." : folders, name);
    if (written < PATH_MAX && is_executable(found, &error)) return true;
    folders += length + (folders[length] == ':');
  }
  errno = error == EISDIR ? ENOENT : error;
  return false;
}

void program_run(const struct plan *plan, const struct standard_streams *streams, int socket) {
  char path[PATH_MAX];
  const char *failed = take_streams(plan, streams, socket);
  if (failed == NULL) failed = become_user(plan);
  if (failed == NULL && chdir(plan->folder) != 0) failed = "folder";
  if (failed == NULL && !find_program(plan, path)) failed = "find";
  if (failed == NULL) {
    restore_signals();
    umask(0022);
    message_send(socket, MESSAGE_READY, "", 0, -1);
    execve(path, plan->arguments, plan->environment);
    failed = "execute";
  }
  message_send(socket, MESSAGE_REFUSED, failed, errno, -1);
}
