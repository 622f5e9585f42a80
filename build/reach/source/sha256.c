#include "sha256.h"

#include <stdbool.h>
#include <string.h>

#include "sha256-x86.h"

const uint32_t SHA256_ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t turn(uint32_t value, int bits) {
  return (value >> bits) | (value << (32 - bits));
}

static void mix_block(uint32_t state[8], const unsigned char *block) {
  uint32_t words[64];
  for (int i = 0; i < 16; i++) {
    words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
               (uint32_t)block[4 * i + 3];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t low = turn(words[i - 15], 7) ^ turn(words[i - 15], 18) ^ (words[i - 15] >> 3);
    uint32_t high = turn(words[i - 2], 17) ^ turn(words[i - 2], 19) ^ (words[i - 2] >> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i++) {
    uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + SHA256_ROUND[i] + words[i];
    uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

static void mix(uint32_t state[8], const unsigned char *blocks, size_t count) {
  if (sha256_x86_is_there()) {
    sha256_x86_mix(state, blocks, count);
    return;
  }
  for (; count > 0; count--, blocks += 64) mix_block(state, blocks);
}

void sha256_start(struct sha256 *hash) {
  static const uint32_t START[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(hash->state, START, sizeof START);
  hash->length = 0;
  hash->filled = 0;
}

void sha256_add(struct sha256 *hash, const void *bytes, size_t length) {
  const unsigned char *rest = bytes;
  hash->length += length;
  if (hash->filled > 0) {
    size_t part = sizeof hash->block - hash->filled;
    if (part > length) part = length;
    memcpy(hash->block + hash->filled, rest, part);
    hash->filled += part;
    rest += part;
    length -= part;
    if (hash->filled < sizeof hash->block) return;
    mix(hash->state, hash->block, 1);
    hash->filled = 0;
  }
  size_t whole = length / sizeof hash->block;
  mix(hash->state, rest, whole);
  hash->filled = length % sizeof hash->block;
  memcpy(hash->block, rest + whole * sizeof hash->block, hash->filled);
}

void sha256_finish(struct sha256 *hash, char hex[SHA256_HEX_LENGTH + 1]) {
  static const unsigned char PADDING[64] = {0x80};
  unsigned char size[8];
  for (int i = 0; i < 8; i++) size[i] = (unsigned char)(hash->length * 8 >> (56 - 8 * i));
  size_t padding = hash->filled < 56 ? 56 - hash->filled : 120 - hash->filled;
  sha256_add(hash, PADDING, padding);
  sha256_add(hash, size, sizeof size);
  for (int i = 0; i < 64; i++) hex[i] = "0123456789abcdef"[hash->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
  hex[64] = '\0';
}
