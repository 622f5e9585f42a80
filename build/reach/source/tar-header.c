#include "tar-header.h"

#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Offsets and widths of POSIX.1-1988. */
enum { NAME = 0, MODE = 100, UID = 108, GID = 116, SIZE = 124, TIME = 136, SUM = 148, TYPE = 156, LINK = 157, MAGIC = 257 };
#define NAME_WIDTH 100
#define LARGEST_ID 07777777
#define LARGEST_SIZE 077777777777

struct pax {
  char text[3 * PATH_MAX];
  size_t length;
};

static bool is_plain(const char *text) {
  for (; *text != '\0'; text++) {
    if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e) return false;
  }
  return true;
}

static size_t character_length(const unsigned char *at) {
  if (at[0] < 0x80) return 1;
  size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : at[0] >= 0xc2 ? 2 : 0;
  if (length == 0 || at[0] > 0xf4) return 0;
  for (size_t i = 1; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

static bool is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at != '\0') {
    size_t length = character_length(at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/* `LENGTH KEY=VALUE\n`, where the length counts its own digits. */
static void add_pax(struct pax *pax, const char *key, const char *value) {
  size_t rest = strlen(key) + strlen(value) + 3;
  size_t length = rest;
  for (size_t digits = 1;; digits++) {
    char number[24];
    length = rest + digits;
    if ((size_t)snprintf(number, sizeof number, "%zu", length) == digits) break;
  }
  size_t room = sizeof pax->text - pax->length;
  int written = snprintf(pax->text + pax->length, room, "%zu %s=%s\n", length, key, value);
  if (written > 0 && (size_t)written < room) pax->length += (size_t)written;
}

static void add_pax_number(struct pax *pax, const char *key, uint64_t value) {
  char text[24];
  snprintf(text, sizeof text, "%" PRIu64, value);
  add_pax(pax, key, text);
}

static void octal(unsigned char *field, int width, uint64_t value) {
  char text[24];
  snprintf(text, sizeof text, "%0*" PRIo64, width - 1, value);
  memcpy(field, text, (size_t)width);
}

static void cut(unsigned char *field, const char *text) {
  size_t length = strlen(text);
  memcpy(field, text, length < NAME_WIDTH ? length : NAME_WIDTH);
}

static char type_of(mode_t mode) {
  return S_ISDIR(mode) ? '5' : S_ISLNK(mode) ? '2' : '0';
}

static void plain_header(unsigned char *block, const char *path, const char *link, char type, uint64_t size,
                         const struct file_facts *facts) {
  memset(block, 0, TAR_BLOCK);
  cut(block + NAME, path);
  cut(block + LINK, link);
  int64_t time = facts->modified.tv_sec;
  octal(block + MODE, 8, facts->mode & 07777);
  octal(block + UID, 8, facts->uid <= LARGEST_ID ? facts->uid : 0);
  octal(block + GID, 8, facts->gid <= LARGEST_ID ? facts->gid : 0);
  octal(block + SIZE, 12, size <= LARGEST_SIZE ? size : 0);
  octal(block + TIME, 12, time >= 0 && time <= LARGEST_SIZE ? (uint64_t)time : 0);
  block[TYPE] = (unsigned char)type;
  memcpy(block + MAGIC, "ustar\00000", 8);
  memset(block + SUM, ' ', 8);
  unsigned sum = 0;
  for (int i = 0; i < TAR_BLOCK; i++) sum += block[i];
  octal(block + SUM, 7, sum);
  block[SUM + 6] = '\0';
}

static size_t padded(size_t length) {
  return (length + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
}

size_t tar_headers(unsigned char *buffer, const char *path, const char *link, const struct file_facts *facts) {
  struct pax pax = {.length = 0};
  uint64_t size = S_ISREG(facts->mode) ? facts->size : 0;
  if (strlen(path) >= PATH_MAX || strlen(link) >= PATH_MAX) return 0;
  if (!is_utf8(path) || !is_utf8(link)) add_pax(&pax, "hdrcharset", "BINARY");
  if (strlen(path) > NAME_WIDTH || !is_plain(path)) add_pax(&pax, "path", path);
  if (strlen(link) > NAME_WIDTH || !is_plain(link)) add_pax(&pax, "linkpath", link);
  if (size > LARGEST_SIZE) add_pax_number(&pax, "size", size);
  if (facts->uid > LARGEST_ID) add_pax_number(&pax, "uid", facts->uid);
  if (facts->gid > LARGEST_ID) add_pax_number(&pax, "gid", facts->gid);
  size_t used = 0;
  if (pax.length > 0) {
    plain_header(buffer, "pax", "", 'x', pax.length, facts);
    used = TAR_BLOCK + padded(pax.length);
    memset(buffer + TAR_BLOCK, 0, used - TAR_BLOCK);
    memcpy(buffer + TAR_BLOCK, pax.text, pax.length);
  }
  plain_header(buffer + used, path, link, type_of(facts->mode), size, facts);
  return used + TAR_BLOCK;
}
