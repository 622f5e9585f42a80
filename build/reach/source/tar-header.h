/* The headers of a tar archive: ustar, with pax records for what does not fit or is not ASCII. */
#ifndef TAR_HEADER_H
#define TAR_HEADER_H

#include <stddef.h>

#include "file-facts.h"

#define TAR_BLOCK 512

/* Room for both headers with the longest path and link. */
#define TAR_HEADERS_LIMIT (16 * 1024)

/* Writes the headers of an entry and returns their length, a multiple of TAR_BLOCK; 0 if paths are too long. */
size_t tar_headers(unsigned char *buffer, const char *path, const char *link, const struct file_facts *facts);

#endif
