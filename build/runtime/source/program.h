/* The last steps of a process that becomes a container's program. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "plan.h"

struct standard_streams {
  int input, output, error; /* for the program; all -1 if it gets a terminal of its own container */
};

/* Only returns on failure, having said so on the socket. */
void program_run(const struct plan *plan, const struct standard_streams *streams, int socket);

#endif
