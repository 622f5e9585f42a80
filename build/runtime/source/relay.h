/* Carries bytes between the app and a program, and the app's commands to it, until the program has ended. */
#ifndef RELAY_H
#define RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PUMP_BYTES (32 * 1024)

struct pump {
  int from, to;
  size_t start, end;
  bool closes_target; /* at the end of `from` */
  char bytes[PUMP_BYTES];
};

struct relay {
  struct pump input, output, error; /* descriptors of -1 where there is none */
  int terminal;                     /* to set the size of, or -1 */
  int child;                        /* a pidfd of this process' own child, readable when it has ended; -1 without one */
  int program;                      /* a pidfd to be signalled, or -1 */
};

enum relay_end { RELAY_ENDED, RELAY_APP_GONE };

void pump_open(struct pump *pump, int from, int to);

/*
 * Commands: `size COLUMNS ROWS`, `kill SIGNAL`. Returns when the child has ended and what it wrote has been passed on, without a
 * child when both directions have ended, or when the app has closed the control socket.
 */
enum relay_end relay_run(struct relay *relay);

#endif
