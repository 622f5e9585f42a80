#include "performance-data.h"

#include <stdint.h>
#include <string.h>

/* The prologue, then entries: jdk's perfMemory.hpp. */
enum { BYTE_ORDER_AT = 4, MAJOR_AT = 5, FIRST_ENTRY_AT = 24, COUNT_AT = 28, PROLOGUE_LENGTH = 32 };
enum { NAME_OFFSET_AT = 4, TYPE_AT = 12, DATA_OFFSET_AT = 16, ENTRY_LENGTH = 20 };

struct data {
  const unsigned char *bytes;
  size_t length;
  int is_little;
};

static uint32_t number_at(const struct data *data, size_t at) {
  const unsigned char *bytes = data->bytes + at;
  return data->is_little
             ? (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0]
             : (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Text that ends within the entry, or NULL. */
static const char *text_at(const struct data *data, size_t entry, size_t entry_length, uint32_t offset) {
  if (offset >= entry_length) return NULL;
  const char *text = (const char *)data->bytes + entry + offset;
  return memchr(text, '\0', entry_length - offset) == NULL ? NULL : text;
}

const char *performance_text(const unsigned char *bytes, size_t length, const char *name) {
  static const unsigned char MAGIC[] = {0xca, 0xfe, 0xc0, 0xc0};
  if (length < PROLOGUE_LENGTH || memcmp(bytes, MAGIC, sizeof MAGIC) != 0 || bytes[MAJOR_AT] != 2) return NULL;
  struct data data = {.bytes = bytes, .length = length, .is_little = bytes[BYTE_ORDER_AT] == 1};
  size_t entry = number_at(&data, FIRST_ENTRY_AT);
  uint32_t count = number_at(&data, COUNT_AT);
  for (uint32_t i = 0; i < count; i++) {
    if (entry > length || length - entry < ENTRY_LENGTH) return NULL;
    size_t entry_length = number_at(&data, entry);
    if (entry_length < ENTRY_LENGTH || entry_length > length - entry) return NULL;
    const char *entry_name = text_at(&data, entry, entry_length, number_at(&data, entry + NAME_OFFSET_AT));
    if (entry_name != NULL && strcmp(entry_name, name) == 0 && bytes[entry + TYPE_AT] == 'B') {
      return text_at(&data, entry, entry_length, number_at(&data, entry + DATA_OFFSET_AT));
    }
    entry += entry_length;
  }
  return NULL;
}
