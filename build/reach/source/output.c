#include "output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "interruption.h"
#include "lz4.h"

#define BLOCK_HEADER 8
#define PACKED 0x80000000u

static struct {
  unsigned char buffer[64 * 1024];
  unsigned char packed[BLOCK_HEADER + 64 * 1024];
  size_t used;
  bool packs, failed;
} output;

/* The longest: a command line (64 KiB) or a name with its link, and what is said of it. */
static struct {
  unsigned char buffer[160 * 1024];
  size_t used;
} record;

static unsigned patience;

void output_give_up_after(unsigned seconds) {
  patience = seconds;
}

static bool write_all(int descriptor, const void *bytes, size_t length) {
  const unsigned char *rest = bytes;
  while (length > 0) {
    if (interrupted()) return false;
    ssize_t written = write(descriptor, rest, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    rest += written;
    length -= (size_t)written;
  }
  return true;
}

bool write_fully(int descriptor, const void *bytes, size_t length) {
  if (patience > 0) alarm(patience);
  bool written = write_all(descriptor, bytes, length);
  if (patience > 0) alarm(0);
  return written;
}

static void put_length(unsigned char *at, size_t length) {
  at[0] = (unsigned char)(length >> 24);
  at[1] = (unsigned char)(length >> 16);
  at[2] = (unsigned char)(length >> 8);
  at[3] = (unsigned char)length;
}

void output_pack(void) {
  output.packs = true;
}

/* At most as much as the buffer holds. */
static bool send_block(const unsigned char *bytes, size_t length) {
  unsigned char *content = output.packed + BLOCK_HEADER;
  size_t packed = lz4_pack(bytes, length, content, length - 1);
  size_t stored = packed > 0 ? packed : length;
  if (packed == 0) memcpy(content, bytes, length);
  put_length(output.packed, packed > 0 ? PACKED | length : length);
  put_length(output.packed + 4, stored);
  return write_fully(STDOUT_FILENO, output.packed, BLOCK_HEADER + stored);
}

static bool send(const unsigned char *bytes, size_t length) {
  if (!output.packs) return write_fully(STDOUT_FILENO, bytes, length);
  for (size_t part; length > 0; bytes += part, length -= part) {
    part = length < sizeof output.buffer ? length : sizeof output.buffer;
    if (!send_block(bytes, part)) return false;
  }
  return true;
}

bool output_flush(void) {
  if (!output.failed && output.used > 0) output.failed = !send(output.buffer, output.used);
  output.used = 0;
  return !output.failed;
}

bool output_bytes(const void *bytes, size_t length) {
  if (length > sizeof output.buffer - output.used) output_flush();
  if (length >= sizeof output.buffer) {
    if (!output.failed) output.failed = !send(bytes, length);
    return !output.failed;
  }
  memcpy(output.buffer + output.used, bytes, length);
  output.used += length;
  return !output.failed;
}

void record_begin(void) {
  record.used = 4;
}

void record_field(const void *bytes, size_t length) {
  size_t room = sizeof record.buffer - record.used;
  if (room < 4) return;
  if (length > room - 4) length = room - 4;
  put_length(record.buffer + record.used, length);
  if (length > 0) memcpy(record.buffer + record.used + 4, bytes, length);
  record.used += 4 + length;
}

void record_text(const char *format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length < 0) length = 0;
  record_field(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

bool record_end(void) {
  put_length(record.buffer, record.used - 4);
  return output_bytes(record.buffer, record.used);
}
