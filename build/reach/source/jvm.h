/* Whether a process is a HotSpot virtual machine, and whether it may be spoken to. Looking never signals or creates. */
#ifndef JVM_H
#define JVM_H

#include <stdbool.h>

#include "target.h"

struct jvm {
  struct target target;
  bool maps_readable;
  bool has_libjvm;
  bool is_openj9;       /* which has a libjvm.so as well, and takes SIGQUIT for an order to write a dump file */
  bool is_native_image; /* of GraalVM: a program of its own, without a libjvm.so */
  bool is_java; /* by the name of its executable */
  int tmp;      /* its /tmp (O_PATH), or -1 and the reason */
  int tmp_error;
  int tmp_access; /* 0, or why its user may not write there */
  /* `perfdata`, `command-line` or `environment` if it was started so that nobody can attach; else NULL. */
  const char *disabled_by;
};

/* Takes the target's user for good if it has to: what comes after is done as the virtual machine's own user. */
enum outcome jvm_open(struct jvm *jvm, pid_t pid, struct report *report);

/* OK, or why nothing may be sent to it: everything that can be known before the first signal. */
enum outcome jvm_check(const struct jvm *jvm, struct report *report);

bool jvm_is_likely(const struct jvm *jvm);
bool jvm_catches_sigquit(const struct jvm *jvm);

/* Its number in its own PID namespace, which it uses in file names. */
int jvm_inner_pid(const struct jvm *jvm);

/* `pid`, `uid` and the like, into the report. */
void report_jvm(const struct jvm *jvm, struct report *report);

#endif
