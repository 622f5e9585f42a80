/*
 * Bytes by the gigabyte: hashed on the way, and packed while that pays. Packed output is blocks: the length of the content
 * and the length of what follows (32 bits each, big endian), the content as it is or, with the first bit of its length
 * set, as an LZ4 block. `00 00 00 05  00 00 00 05  68 65 6c 6c 6f` is "hello" as it is.
 */
#ifndef BULK_H
#define BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sha256.h"

#define BULK_BLOCK (128 * 1024)
#define BULK_HEADER 8

struct bulk {
  bool packs;
  struct sha256 hash;
  uint64_t length, written;
  uint64_t silent; /* so many bytes at the beginning are only hashed: the reader has them */
  uint32_t skip, wait; /* blocks that are sent as they are before packing is tried again */
  size_t filled;
  /* Content is collected behind the place of its header, so that one call writes both. */
  unsigned char block[BULK_HEADER + BULK_BLOCK];
  unsigned char packed[BULK_HEADER + BULK_BLOCK];
};

void bulk_start(struct bulk *bulk, bool packs);
/* Where up to `*room` bytes of content may be put before bulk_took says how many. */
unsigned char *bulk_room(struct bulk *bulk, size_t *room);
/* These return false once the reader is gone or the verb is to end. */
bool bulk_took(struct bulk *bulk, size_t length);
/* The same of what is only hashed. */
void bulk_hash(struct bulk *bulk, size_t length);
bool bulk_add(struct bulk *bulk, const void *bytes, size_t length);
bool bulk_flush(struct bulk *bulk);

#endif
