/* What a file is by its first bytes. */
#ifndef MAGIC_H
#define MAGIC_H

#include <stddef.h>

#define MAGIC_LENGTH 16

/* `recording`, `heap-dump`, `gzip`, `zip`, `elf`, `png`, `jpeg`, `class` or NULL. */
const char *magic_of(const unsigned char *bytes, size_t length);

#endif
