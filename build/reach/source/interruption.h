/* The wish of the caller that a verb ends early: SIGTERM, SIGINT or SIGHUP; or SIGALRM, our own. */
#ifndef INTERRUPTION_H
#define INTERRUPTION_H

#include <stdbool.h>

/* Installs the handlers, without SA_RESTART: a call that waits returns EINTR. Ignores SIGPIPE. */
void watch_for_interruption(void);
bool interrupted(void);
/* Ends early when interrupted or when nobody reads stdout any more. False means: stop. */
bool pause_ms(int milliseconds);

#endif
