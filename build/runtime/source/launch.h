/* What starting a container and running a program in one have in common: everything but the namespaces. */
#ifndef LAUNCH_H
#define LAUNCH_H

#include "messages.h"
#include "plan.h"
#include "program.h"

struct launch {
  struct plan plan;
  int machine_processes;           /* the machine's /proc, where pids are the ones of this process */
  int sockets[2];                  /* messages: ours, theirs */
  struct standard_streams program; /* its ends */
  int input, output, error;        /* ours */
};

/* Reads the plan and opens the streams. False if that cannot be: then the app has been told. */
bool launch_prepare(struct launch *launch);

/* In the process that becomes the program. Does not return; with a step that has failed it says so and ends. */
_Noreturn void launch_become(struct launch *launch, const char *failed);

/*
 * In the process that the app has started, after `child` was forked: says how it started, carries bytes until it has ended,
 * says how. With `ends_others`, what it has left running in its mount namespace is killed.
 */
int launch_watch(struct launch *launch, pid_t child, bool ends_others);

int launch_refuse(const char *step, int error);

#endif
