/* Texts inside events, as numbers: hosts, paths and phases come again and again. */
#ifndef TEXTS_H
#define TEXTS_H

#include <stdint.h>

enum { TEXT_ABSENT, TEXT_EMPTY, TEXT_POOLED, TEXT_UTF8, TEXT_CHARACTERS, TEXT_LATIN1 };

#include "integers.h"

static inline uint64_t low_bytes(uint64_t word, uint32_t count)
{
    return count >= 8 ? word : word & ((1ull << (count * 8)) - 1);
}

/* Whether so many bytes are the same; words may be read beyond them. */
static inline int is_same(const uint8_t *first, const uint8_t *second, uint32_t length)
{
    for (uint32_t done = 0; done < length; done += 8) {
        if (low_bytes(load_word(first + done) ^ load_word(second + done), length - done) != 0)
            return 0;
    }
    return 1;
}

/* The number of what is written from `at` to `end`; negative where it is no text. */
int32_t number_of_text(const uint8_t *at, const uint8_t *end);

#endif
