/* A HotSpot virtual machine's own figures, which it keeps in /tmp/hsperfdata_USER/PID. */
#ifndef PERFORMANCE_DATA_H
#define PERFORMANCE_DATA_H

#include <stddef.h>

/* More than a virtual machine writes unless it is told to. */
#define PERFORMANCE_DATA_LIMIT (256 * 1024)

/* The text of an entry, ended by NUL, or NULL. Believes nothing of what the bytes say about themselves. */
const char *performance_text(const unsigned char *bytes, size_t length, const char *name);

#endif
