/* HotSpot's attach mechanism on Linux: a socket in the virtual machine's /tmp, opened by it when it is asked to. */
#ifndef ATTACH_H
#define ATTACH_H

#include "jvm.h"

/*
 * A connection to its listener, checked to be its own; -1 if there is none. Then the report is OK if nobody listens yet,
 * or says why nothing may be sent there.
 */
int attach_connect(const struct jvm *jvm, struct report *report);

/* The same, after making the virtual machine listen if it does not: the one place that sends a signal. -1 on failure. */
int attach_open(const struct jvm *jvm, int timeout_ms, struct report *report);

/* Stopped by a signal or a debugger at this moment. */
bool attach_is_stopped(const struct target *target);

/* One of ours from an attempt that ended before the listener came. */
bool attach_file_is_left(const struct jvm *jvm);

int64_t monotonic_ms(void);

#endif
