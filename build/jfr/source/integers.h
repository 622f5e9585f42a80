/*
 * Compressed integers: seven bits in each byte, the lowest first, and the high bit says that another follows; a ninth byte
 * carries eight bits. Nine bytes can be read from wherever a value may begin: zeros lie behind a chunk (`memory.h`).
 */
#ifndef INTEGERS_H
#define INTEGERS_H

#include <stdint.h>

#define HIGH_BITS 0x8080808080808080ull

static inline uint64_t load_word(const uint8_t *at)
{
    uint64_t word;
    __builtin_memcpy(&word, at, sizeof word);
    return word;
}

/* The seven low bits of each byte, side by side. */
static inline uint64_t without_high_bits(uint64_t word)
{
    word = (word & 0x007f007f007f007full) | ((word & 0x7f007f007f007f00ull) >> 1);
    word = (word & 0x00003fff00003fffull) | ((word & 0x3fff00003fff0000ull) >> 2);
    return (word & 0x000000000fffffffull) | ((word & 0x0fffffff00000000ull) >> 4);
}

static inline uint64_t read_integer(const uint8_t **place)
{
    const uint8_t *at = *place;
    if (at[0] < 0x80) {
        *place = at + 1;
        return at[0];
    }
    uint64_t word = load_word(at);
    uint64_t ends = ~word & HIGH_BITS;
    if (ends == 0) {
        *place = at + 9;
        return without_high_bits(word) | (uint64_t)at[8] << 56;
    }
    uint64_t end = ends & -ends;
    *place = at + (__builtin_ctzll(ends) >> 3) + 1;
    return without_high_bits(word & (end | (end - 1)));
}

static inline const uint8_t *skip_integer(const uint8_t *at)
{
    if (at[0] < 0x80)
        return at + 1;
    uint64_t ends = ~load_word(at) & HIGH_BITS;
    return ends == 0 ? at + 9 : at + (__builtin_ctzll(ends) >> 3) + 1;
}

#endif
