/*
 * `node`: pid 1 of a pid and a mount namespace (and, where the machine allows it, a user namespace) in which everything else
 * is. When it ends the kernel ends the rest. It ends with descriptor 0, whose other end is the app's, and with its parent.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "layout.h"
#include "mounts.h"
#include "records.h"
#include "user-map.h"
#include "verbs.h"

static void wait_for_end_of_input(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  char ignored[64];
  for (;;) {
    if (poll(&input, 1, -1) < 0 && errno == EINTR) continue;
    ssize_t got = read(STDIN_FILENO, ignored, sizeof ignored);
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) return;
  }
}

static const char *prepare(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return "private";
  if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) return "proc";
  if (mount_tmpfs(STATE, "mode=0755,size=1g") != 0) return "tmpfs";
  if (mkdir(STATE_VOLUMES, 0755) != 0 || mkdir(STATE_ROOT, 0755) != 0) return "tmpfs";
  return NULL;
}

/* What is asked of the machine before a cluster is offered: a container's mounts, in namespaces that end with this process. */
static const char *rehearse(void) {
  if (unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) != 0) return "pod";
  if (mkdir(STATE_ROOT "/a", 0755) != 0) return "tmpfs";
  if (mount_bind("/", STATE_ROOT "/a", true) != 0) return "bind";
  if (mount("devpts", STATE_ROOT, "devpts", 0, "newinstance,ptmxmode=0666,mode=620") != 0) return "devpts";
  return NULL;
}

struct beginning {
  char step[16]; /* empty: all is well */
  int error;
};

static void run_node(int report, bool only_rehearse) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* Orphans of the whole cluster end here, and are not waited for. */
  signal(SIGCHLD, SIG_IGN);
  struct beginning beginning = {.step = ""};
  const char *failed = prepare();
  if (failed == NULL && only_rehearse) failed = rehearse();
  if (failed != NULL) {
    beginning.error = errno;
    strncpy(beginning.step, failed, sizeof beginning.step - 1);
  }
  if (write(report, &beginning, sizeof beginning) != sizeof beginning || failed != NULL || only_rehearse) _exit(1);
  close(report);
  close(CONTROL);
  wait_for_end_of_input();
  _exit(0);
}

/*
 * Ends when either end does: the app's, or the node's. What the app starts directly never dies before its children, so that it,
 * and not the machine's first process some day, waits for them: a pid namespace is only gone when somebody has.
 */
static void watch_node(pid_t node) {
  int handle = (int)syscall(SYS_pidfd_open, node, 0);
  struct pollfd ends[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = handle, .events = POLLIN}};
  char ignored[64];
  for (;;) {
    if (poll(ends, 2, -1) < 0 && errno == EINTR) continue;
    if (ends[1].revents != 0) break;
    if (ends[0].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0) break;
  }
  kill(node, SIGKILL);
  waitpid(node, NULL, 0);
}

static int refuse(const char *step, int error) {
  reply_refused(step, error);
  return 1;
}

static int begin(int count, char **words, bool only_rehearse) {
  struct user_map map = {.subordinates = count >= 4 ? words : NULL};
  if (user_map_enter(&map) != 0) return refuse("user", errno);
  if (unshare(CLONE_NEWNS) != 0) return refuse("mnt", errno);
  if (unshare(CLONE_NEWPID) != 0) return refuse("pid", errno);
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return refuse("pipe", errno);
  pid_t node = fork();
  if (node == 0) run_node(report[1], only_rehearse);
  if (node < 0) return refuse("fork", errno);
  close(report[1]);
  struct beginning beginning;
  if (read(report[0], &beginning, sizeof beginning) != sizeof beginning) return refuse("node", ECHILD);
  if (beginning.step[0] != '\0') return refuse(beginning.step, beginning.error);
  reply("running", node, map.users);
  if (!only_rehearse) watch_node(node);
  return 0;
}

int verb_node(int count, char **words) {
  return begin(count, words, false);
}

int verb_probe(int count, char **words) {
  return begin(count, words, true);
}
