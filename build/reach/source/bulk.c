#include "bulk.h"

#include <string.h>
#include <unistd.h>

#include "lz4.h"
#include "output.h"

#define PACKED 0x80000000u
/* A sixth of what a link carries is worth the reader's work; a try that gains less is followed by ever more without. */
#define WORTH(length) ((length) - (length) / 6)
#define LONGEST_WAIT 64

void bulk_start(struct bulk *bulk, bool packs) {
  memset(bulk, 0, offsetof(struct bulk, block));
  bulk->packs = packs;
  sha256_start(&bulk->hash);
}

unsigned char *bulk_room(struct bulk *bulk, size_t *room) {
  *room = BULK_BLOCK - bulk->filled;
  return bulk->block + BULK_HEADER + bulk->filled;
}

static void put_number(unsigned char *at, size_t number) {
  at[0] = (unsigned char)(number >> 24);
  at[1] = (unsigned char)(number >> 16);
  at[2] = (unsigned char)(number >> 8);
  at[3] = (unsigned char)number;
}

static bool write_block(struct bulk *bulk, unsigned char *block, size_t header, size_t stored) {
  put_number(block, header);
  put_number(block + 4, stored);
  bulk->written += BULK_HEADER + stored;
  return write_fully(STDOUT_FILENO, block, BULK_HEADER + stored);
}

static size_t try_packing(struct bulk *bulk, size_t length) {
  if (bulk->skip > 0) {
    bulk->skip--;
    return 0;
  }
  size_t packed = lz4_pack(bulk->block + BULK_HEADER, length, bulk->packed + BULK_HEADER, WORTH(length));
  if (packed > 0) {
    bulk->wait = 0;
  } else {
    bulk->wait = bulk->wait == 0 ? 1 : bulk->wait < LONGEST_WAIT ? 2 * bulk->wait : LONGEST_WAIT;
    bulk->skip = bulk->wait;
  }
  return packed;
}

bool bulk_flush(struct bulk *bulk) {
  size_t length = bulk->filled;
  bulk->filled = 0;
  if (length == 0) return true;
  unsigned char *content = bulk->block + BULK_HEADER;
  uint64_t unsent = bulk->silent > bulk->length ? bulk->silent - bulk->length : 0;
  bulk->length += length;
  sha256_add(&bulk->hash, content, length);
  if (unsent >= length) return true;
  if (unsent > 0) memmove(content, content + unsent, length -= (size_t)unsent);
  if (!bulk->packs) {
    bulk->written += length;
    return write_fully(STDOUT_FILENO, bulk->block + BULK_HEADER, length);
  }
  size_t packed = try_packing(bulk, length);
  if (packed > 0) return write_block(bulk, bulk->packed, PACKED | length, packed);
  return write_block(bulk, bulk->block, length, length);
}

bool bulk_took(struct bulk *bulk, size_t length) {
  bulk->filled += length;
  return bulk->filled < BULK_BLOCK || bulk_flush(bulk);
}

void bulk_hash(struct bulk *bulk, size_t length) {
  sha256_add(&bulk->hash, bulk->block + BULK_HEADER, length);
  bulk->length += length;
}

bool bulk_add(struct bulk *bulk, const void *bytes, size_t length) {
  const unsigned char *rest = bytes;
  while (length > 0) {
    size_t room;
    unsigned char *at = bulk_room(bulk, &room);
    size_t part = length < room ? length : room;
    memcpy(at, rest, part);
    if (!bulk_took(bulk, part)) return false;
    rest += part;
    length -= part;
  }
  return true;
}
