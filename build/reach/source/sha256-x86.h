/* SHA-256 by the processor's own instructions, seven times as fast, where an x86-64 has them. */
#ifndef SHA256_X86_H
#define SHA256_X86_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern const uint32_t SHA256_ROUND[64];

bool sha256_x86_is_there(void);
void sha256_x86_mix(uint32_t state[8], const unsigned char *blocks, size_t count);

#endif
