#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "leftovers.h"
#include "relay.h"

int launch_refuse(const char *step, int error) {
  reply_refused(step, error);
  return 1;
}

static bool open_pipe(int *program_end, int *own_end, bool program_reads) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  *program_end = ends[program_reads ? 0 : 1];
  *own_end = ends[program_reads ? 1 : 0];
  return true;
}

bool launch_prepare(struct launch *launch) {
  launch->program = (struct standard_streams){.input = -1, .output = -1, .error = -1};
  launch->input = launch->output = launch->error = -1;
  launch->machine_processes = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (!plan_read(&launch->plan)) return launch_refuse("plan", EINVAL), false;
  bool opened = messages_open(launch->sockets) == 0;
  if (!launch->plan.terminal) {
    /* Real pipes, so that /dev/stdout can be opened in the container, which the app's sockets cannot. */
    opened = opened && open_pipe(&launch->program.output, &launch->output, false);
    opened = opened && open_pipe(&launch->program.error, &launch->error, false);
    if (launch->plan.input) opened = opened && open_pipe(&launch->program.input, &launch->input, true);
  }
  if (!opened) launch_refuse("pipe", errno);
  return opened;
}

void launch_become(struct launch *launch, const char *failed) {
  int error = errno;
  if (failed != NULL) message_send(launch->sockets[1], MESSAGE_REFUSED, failed, error, -1);
  else program_run(&launch->plan, &launch->program, launch->sockets[1]);
  _exit(1);
}

static void close_program_ends(struct launch *launch) {
  close(launch->sockets[1]);
  if (launch->program.input >= 0) close(launch->program.input);
  if (launch->program.output >= 0) close(launch->program.output);
  if (launch->program.error >= 0) close(launch->program.error);
}

struct started {
  pid_t pid;
  int terminal;
  struct message refusal; /* `step` is empty if it has not refused */
};

/* Until the socket's other end is closed, which execve does. */
static void await_start(struct launch *launch, struct started *started) {
  struct message message;
  *started = (struct started){.pid = -1, .terminal = -1, .refusal = {.step = "start", .value = ECHILD}};
  while (message_receive(launch->sockets[0], &message)) {
    if (message.kind == MESSAGE_TERMINAL) started->terminal = message.descriptor;
    if (message.kind == MESSAGE_REFUSED) started->refusal = message;
    if (message.kind == MESSAGE_READY) {
      started->pid = message.sender;
      started->refusal.step[0] = '\0';
    }
  }
  close(launch->sockets[0]);
}

static int end_child(pid_t child) {
  int status = 0;
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return status;
}

static void open_relay(struct relay *relay, const struct launch *launch, const struct started *started, pid_t child) {
  pump_open(&relay->input, STDIN_FILENO, started->terminal >= 0 ? started->terminal : launch->input);
  pump_open(&relay->output, started->terminal >= 0 ? started->terminal : launch->output, STDOUT_FILENO);
  pump_open(&relay->error, launch->error, STDERR_FILENO);
  if (!launch->plan.input) relay->input.from = -1;
  /* The end of a person's input is no hang-up of the terminal. */
  if (started->terminal >= 0) relay->input.closes_target = false;
  relay->terminal = started->terminal;
  relay->child = (int)syscall(SYS_pidfd_open, child, 0);
  relay->program = (int)syscall(SYS_pidfd_open, started->pid, 0);
}

int launch_watch(struct launch *launch, pid_t child, bool ends_others) {
  static struct relay relay;
  struct started started;
  struct leftovers leftovers;
  close_program_ends(launch);
  await_start(launch, &started);
  if (started.refusal.step[0] != '\0') {
    end_child(child);
    return launch_refuse(started.refusal.step, started.refusal.value);
  }
  leftovers_mark(&leftovers, launch->machine_processes, started.pid);
  open_relay(&relay, launch, &started, child);
  reply("running", started.pid, 0);
  bool app_gone = relay_run(&relay) == RELAY_APP_GONE;
  if (app_gone && relay.program >= 0) syscall(SYS_pidfd_send_signal, relay.program, SIGKILL, NULL, 0);
  int status;
  if (app_gone) status = end_child(child);
  else waitpid(child, &status, 0);
  if (ends_others) leftovers_end(&leftovers);
  reply("exited", WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
        WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  return 0;
}
