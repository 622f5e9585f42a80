#include "native-image.h"

#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define NAMES_LIMIT (64 * 1024)

static bool read_exactly(int file, void *to, size_t length, uint64_t offset) {
  return offset <= INT64_MAX - length && pread(file, to, length, (off_t)offset) == (ssize_t)length;
}

static bool names_a_heap(int file) {
  static char names[NAMES_LIMIT];
  Elf64_Ehdr header;
  Elf64_Shdr table;
  if (!read_exactly(file, &header, sizeof header, 0) || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return false;
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_shentsize != sizeof table) return false;
  if (header.e_shoff > INT64_MAX / 2) return false;
  uint64_t place = header.e_shoff + (uint64_t)header.e_shstrndx * sizeof table;
  if (!read_exactly(file, &table, sizeof table, place) || table.sh_type != SHT_STRTAB) return false;
  size_t length = table.sh_size < sizeof names ? (size_t)table.sh_size : sizeof names;
  return read_exactly(file, names, length, table.sh_offset) && memmem(names, length, ".svm_heap", sizeof ".svm_heap") != NULL;
}

bool is_native_image(int folder) {
  int file = openat(folder, "exe", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file < 0) return false;
  bool found = names_a_heap(file);
  close(file);
  return found;
}
