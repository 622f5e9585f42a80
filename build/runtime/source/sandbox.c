/*
 * `sandbox NODE ID HOSTNAME ADDRESS own|shared`: net, ipc and uts of one pod, held by its pause process. Takes `volume NAME`
 * while it runs, and takes the pod's volumes with it.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "join.h"
#include "launch.h"
#include "layout.h"
#include "mounts.h"
#include "verbs.h"

#define VOLUMES_LIMIT 64

struct sandbox {
  const char *id, *hostname, *address;
  bool shared;
  int socket;
  char program[PATH_MAX]; /* this one: it is the pause process, too */
};

int run_pause(void) {
  sigset_t ends;
  int number;
  /* Orphans of the pod end here, and are not waited for. */
  signal(SIGCHLD, SIG_IGN);
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  sigprocmask(SIG_BLOCK, &ends, NULL);
  while (sigwait(&ends, &number) != 0) continue;
  return 0;
}

static int set_address(int socket, const char *name, const char *address) {
  struct ifreq request = {0};
  struct sockaddr_in value = {.sin_family = AF_INET};
  strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
  if (inet_pton(AF_INET, address, &value.sin_addr) != 1) return -1;
  memcpy(&request.ifr_addr, &value, sizeof value);
  return ioctl(socket, SIOCSIFADDR, &request);
}

/* The pod's address is one more of its loopback: what listens is reached by it from within the pod. */
static int bring_up_network(const char *address) {
  struct ifreq request = {.ifr_name = "lo"};
  int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (control < 0 || ioctl(control, SIOCGIFFLAGS, &request) != 0) return -1;
  request.ifr_flags |= IFF_UP;
  if (ioctl(control, SIOCSIFFLAGS, &request) != 0) return -1;
  if (set_address(control, "lo:pod", address) != 0) return -1;
  return close(control);
}

/* A root with nothing in it but the pause program: in a pod that shares its processes anybody may look at it. */
static int enter_empty_root(const char *program) {
  if (mount_tmpfs(STATE_ROOT, "mode=0755,size=64k") != 0 || make_file(STATE_ROOT "/pause") != 0) return -1;
  if (mount_bind(program, STATE_ROOT "/pause", true) != 0) return -1;
  return mount_become_root(STATE_ROOT);
}

_Noreturn static void refuse(const struct sandbox *sandbox, const char *step) {
  message_send(sandbox->socket, MESSAGE_REFUSED, step, errno, -1);
  _exit(1);
}

_Noreturn static void become_pause(const struct sandbox *sandbox) {
  static char *arguments[] = {"/pause", NULL}, *environment[] = {NULL};
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (sethostname(sandbox->hostname, strlen(sandbox->hostname)) != 0) refuse(sandbox, "hostname");
  if (bring_up_network(sandbox->address) != 0) refuse(sandbox, "network");
  if (enter_empty_root(sandbox->program) != 0) refuse(sandbox, "root");
  message_send(sandbox->socket, MESSAGE_READY, "", 0, -1);
  execve("/pause", arguments, environment);
  refuse(sandbox, "execute");
}

_Noreturn static void run_sandbox(const struct sandbox *sandbox) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNS) != 0) refuse(sandbox, "pod");
  if (!sandbox->shared) become_pause(sandbox);
  if (unshare(CLONE_NEWPID) != 0) refuse(sandbox, "pid");
  pid_t pause = fork();
  if (pause == 0) become_pause(sandbox);
  close(sandbox->socket);
  int status;
  waitpid(pause, &status, 0);
  _exit(0);
}

static void volume_path(char path[PATH_MAX], const char *id, const char *name) {
  snprintf(path, PATH_MAX, STATE_VOLUMES "/%s-%s", id, name);
}

static void add_volume(const char *id, const char *name) {
  char path[PATH_MAX];
  volume_path(path, id, name);
  if (mkdir(path, 0777) != 0 || mount_tmpfs(path, "mode=0777,size=1g") != 0) reply_refused("volume", errno);
  else reply("volume", 0, 0);
}

static void remove_volumes(const char *id, char **names, int count) {
  char path[PATH_MAX];
  for (int i = 0; i < count; i++) {
    volume_path(path, id, names[i]);
    umount2(path, MNT_DETACH);
    rmdir(path);
  }
}

/* Until the app closes the control socket, or the pause process ends. */
static void serve(const char *id, pid_t child) {
  static char *names[VOLUMES_LIMIT];
  struct record record;
  int count = 0;
  struct pollfd ends[] = {{.fd = CONTROL, .events = POLLIN},
                          {.fd = (int)syscall(SYS_pidfd_open, child, 0), .events = POLLIN}};
  for (;;) {
    if (poll(ends, 2, -1) < 0 && errno == EINTR) continue;
    if (ends[1].revents != 0 || !record_read(&record)) break;
    if (!record_is(&record, "volume", 2) || count == VOLUMES_LIMIT) continue;
    /* The field is kept until the end. */
    add_volume(id, names[count++] = record.fields[1]);
  }
  remove_volumes(id, names, count);
}

int verb_sandbox(int count, char **words) {
  static struct sandbox sandbox;
  struct namespaces node;
  int sockets[2];
  if (count != 5) return 2;
  sandbox = (struct sandbox){.id = words[1], .hostname = words[2], .address = words[3]};
  sandbox.shared = strcmp(words[4], "shared") == 0;
  if (readlink("/proc/self/exe", sandbox.program, sizeof sandbox.program - 1) < 0) return launch_refuse("node", errno);
  if (messages_open(sockets) != 0) return launch_refuse("pipe", errno);
  sandbox.socket = sockets[1];
  if (namespaces_open(&node, atoi(words[0])) != 0) return launch_refuse("node", errno);
  if (join_user(&node) != 0 || setns(node.mnt, CLONE_NEWNS) != 0) return launch_refuse("node", errno);
  if (setns(node.pid, CLONE_NEWPID) != 0) return launch_refuse("node", errno);
  pid_t child = fork();
  if (child == 0) run_sandbox(&sandbox);
  if (child < 0) return launch_refuse("fork", errno);
  close(sockets[1]);
  struct message message = {.kind = MESSAGE_REFUSED, .step = "start", .value = ECHILD};
  struct message next;
  while (message_receive(sockets[0], &next)) message = next;
  if (message.kind == MESSAGE_READY) {
    reply("running", message.sender, 0);
    serve(sandbox.id, child);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  if (message.kind != MESSAGE_READY) return launch_refuse(message.step, message.value);
  reply("exited", 0, 0);
  return 0;
}
