/* SHA-256 (FIPS 180-4). */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_HEX_LENGTH 64

struct sha256 {
  uint32_t state[8];
  uint64_t length;
  unsigned char block[64];
  size_t filled;
};

void sha256_start(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t length);
/* 64 lower-case digits and a NUL; the hash is used up. */
void sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_LENGTH + 1]);

#endif
