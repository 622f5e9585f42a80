#include "lz4.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define TABLE_BITS 13
#define FARTHEST 65535
/* The format's own: a match has four bytes at least, none starts in the last twelve bytes, the last five are literal. */
#define SHORTEST 4
#define START_MARGIN 12
#define END_MARGIN 5

struct writer {
  unsigned char *at, *end;
};

static uint32_t load(const unsigned char *from) {
  uint32_t value;
  memcpy(&value, from, sizeof value);
  return value;
}

static size_t slot_of(uint32_t value) {
  return value * 2654435761u >> (32 - TABLE_BITS);
}

static size_t common_length(const unsigned char *one, const unsigned char *other, size_t limit) {
  size_t length = 0;
  while (limit - length >= sizeof(uint64_t)) {
    uint64_t first, second;
    memcpy(&first, one + length, sizeof first);
    memcpy(&second, other + length, sizeof second);
    if (first != second) break;
    length += sizeof first;
  }
  while (length < limit && one[length] == other[length]) length++;
  return length;
}

/* What is beyond a token's four bits. */
static void write_rest(struct writer *writer, size_t length) {
  if (length < 15) return;
  for (length -= 15; length >= 255; length -= 255) *writer->at++ = 255;
  *writer->at++ = (unsigned char)length;
}

/* Literals and the match after them; no match at the very end: `matched` is 0. */
static bool write_sequence(struct writer *writer, const unsigned char *literals, size_t count, size_t distance, size_t matched) {
  size_t beyond = matched == 0 ? 0 : matched - SHORTEST;
  if ((size_t)(writer->end - writer->at) < 1 + count + count / 255 + 1 + 2 + beyond / 255 + 1) return false;
  *writer->at++ = (unsigned char)((count < 15 ? count : 15) << 4 | (beyond < 15 ? beyond : 15));
  write_rest(writer, count);
  memcpy(writer->at, literals, count);
  writer->at += count;
  if (matched == 0) return true;
  *writer->at++ = (unsigned char)distance;
  *writer->at++ = (unsigned char)(distance >> 8);
  write_rest(writer, beyond);
  return true;
}

size_t lz4_pack(const unsigned char *bytes, size_t length, unsigned char *packed, size_t room) {
  /* Where four bytes of this hash were last seen, plus one. */
  static uint32_t seen[1 << TABLE_BITS];
  struct writer writer = {packed, packed + room};
  size_t written_up_to = 0, misses = 0;
  memset(seen, 0, sizeof seen);
  for (size_t at = 0; at + START_MARGIN < length;) {
    uint32_t value = load(bytes + at);
    uint32_t *entry = &seen[slot_of(value)];
    size_t from = *entry;
    *entry = (uint32_t)at + 1;
    if (from == 0 || at + 1 - from > FARTHEST || load(bytes + from - 1) != value) {
      /* What does not pack is passed ever faster. */
      at += 1 + (misses++ >> 6);
      continue;
    }
    from--;
    misses = 0;
    while (at > written_up_to && from > 0 && bytes[at - 1] == bytes[from - 1]) at--, from--;
    size_t matched = common_length(bytes + at, bytes + from, length - END_MARGIN - at);
    if (!write_sequence(&writer, bytes + written_up_to, at - written_up_to, at - from, matched)) return 0;
    at += matched;
    written_up_to = at;
  }
  if (!write_sequence(&writer, bytes + written_up_to, length - written_up_to, 0, 0)) return 0;
  return (size_t)(writer.at - packed);
}
