#include "magic.h"

#include <string.h>

static const struct {
  const char *word;
  const char *bytes;
  size_t length;
} KNOWN[] = {
    {"recording", "FLR\0", 4},   {"heap-dump", "JAVA PROFILE 1.0", 16}, {"gzip", "\x1f\x8b", 2},
    {"zip", "PK\x03\x04", 4},    {"png", "\x89PNG", 4},                {"jpeg", "\xff\xd8\xff", 3},
    {"class", "\xca\xfe\xba\xbe", 4},
};

/* ELF: the type is at byte 16, which is beyond; a core is told by its name as well as by anything. */
static const char ELF[] = {0x7f, 'E', 'L', 'F'};

const char *magic_of(const unsigned char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
    if (length >= KNOWN[i].length && memcmp(bytes, KNOWN[i].bytes, KNOWN[i].length) == 0) return KNOWN[i].word;
  }
  return length >= sizeof ELF && memcmp(bytes, ELF, sizeof ELF) == 0 ? "elf" : NULL;
}
