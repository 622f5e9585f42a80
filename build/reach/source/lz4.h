/* LZ4's block format: fast enough that it never holds up a stream, and small on logs and heaps. */
#ifndef LZ4_H
#define LZ4_H

#include <stddef.h>

/* The packed length, or 0 if it would not fit in `room`. `length` is at most 128 KiB. */
size_t lz4_pack(const unsigned char *bytes, size_t length, unsigned char *packed, size_t room);

#endif
