/*
 * `container NODE SANDBOX TARGET` and `exec NODE CONTAINER`, all of them pids of the machine. A container without TARGET (0) is
 * process 1 of a pid namespace of its own; with one it joins the target's.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "join.h"
#include "launch.h"
#include "rootfs.h"
#include "verbs.h"

_Noreturn static void become_container(struct launch *launch, const struct namespaces *sandbox) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (join_pod(sandbox) != 0) launch_become(launch, "pod");
  /* Older kernels have no cgroup namespace, and a container does not need one. */
  if (unshare(CLONE_NEWNS | CLONE_NEWCGROUP) != 0 && unshare(CLONE_NEWNS) != 0) launch_become(launch, "mnt");
  launch_become(launch, rootfs_enter(&launch->plan));
}

/* Ends as the container has ended: the one that waits for this process sees the same status. */
_Noreturn static void mirror(pid_t program) {
  int status;
  struct rlimit no_core = {0, 0};
  while (waitpid(program, &status, 0) < 0 && errno == EINTR) continue;
  if (!WIFSIGNALED(status)) _exit(WEXITSTATUS(status));
  setrlimit(RLIMIT_CORE, &no_core);
  signal(WTERMSIG(status), SIG_DFL);
  raise(WTERMSIG(status));
  _exit(128 + WTERMSIG(status));
}

static void close_all(void) {
  long limit = sysconf(_SC_OPEN_MAX);
  for (int descriptor = 0; descriptor < (limit > 256 ? 256 : limit); descriptor++) close(descriptor);
}

/* A process of the node's pid namespace, so that the kernel ends the new one with the node. */
_Noreturn static void run_parent(struct launch *launch, const struct namespaces *sandbox) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (unshare(CLONE_NEWPID) != 0) launch_become(launch, "pid");
  pid_t program = fork();
  if (program == 0) become_container(launch, sandbox);
  if (program < 0) launch_become(launch, "fork");
  close_all();
  mirror(program);
}

int verb_container(int count, char **words) {
  static struct launch launch;
  struct namespaces node, sandbox, target;
  if (count != 3) return 2;
  bool own = atoi(words[2]) == 0;
  if (!launch_prepare(&launch)) return 1;
  if (namespaces_open(&node, atoi(words[0])) != 0) return launch_refuse("node", errno);
  if (namespaces_open(&sandbox, atoi(words[1])) != 0) return launch_refuse("sandbox", errno);
  if (!own && namespaces_open(&target, atoi(words[2])) != 0) return launch_refuse("target", errno);
  if (join_user(&node) != 0 || setns(node.mnt, CLONE_NEWNS) != 0) return launch_refuse("node", errno);
  if (setns(own ? node.pid : target.pid, CLONE_NEWPID) != 0) return launch_refuse(own ? "node" : "target", errno);
  pid_t child = fork();
  if (child == 0 && own) run_parent(&launch, &sandbox);
  if (child == 0) become_container(&launch, &sandbox);
  /* The pid namespace is being taken down. */
  if (child < 0) return launch_refuse(own ? "fork" : "target", errno);
  return launch_watch(&launch, child, !own);
}

_Noreturn static void become_guest(struct launch *launch, const struct namespaces *container) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (container->cgroup >= 0) setns(container->cgroup, CLONE_NEWCGROUP);
  if (join_pod(container) != 0 || setns(container->mnt, CLONE_NEWNS) != 0) launch_become(launch, "container");
  launch_become(launch, NULL);
}

int verb_exec(int count, char **words) {
  static struct launch launch;
  struct namespaces node, container;
  if (count != 2) return 2;
  if (!launch_prepare(&launch)) return 1;
  if (namespaces_open(&node, atoi(words[0])) != 0) return launch_refuse("node", errno);
  if (namespaces_open(&container, atoi(words[1])) != 0) return launch_refuse("container", errno);
  if (join_user(&node) != 0 || setns(container.pid, CLONE_NEWPID) != 0) return launch_refuse("container", errno);
  pid_t child = fork();
  if (child == 0) become_guest(&launch, &container);
  if (child < 0) return launch_refuse("container", errno);
  return launch_watch(&launch, child, false);
}
