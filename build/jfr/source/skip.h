/* Passing over values whose type is known. */
#ifndef SKIP_H
#define SKIP_H

#include <stdint.h>

/*
 * What a value is made of: pairs of a code and an amount. Behind an array of anything stands what its elements are made of,
 * `amount` words.
 */
enum skip_code {
    SKIP_INTEGERS,
    SKIP_BYTES,
    SKIP_TEXT,
    /* Elements of `amount` integers, or bytes, each. */
    SKIP_ARRAY_OF_INTEGERS,
    SKIP_ARRAY_OF_BYTES,
    SKIP_ARRAY,
};

struct program {
    const int32_t *words;
    uint32_t length;
};

/* Behind the value, which may be behind `end`; 0 where it contradicts itself. */
const uint8_t *skip_value(struct program program, const uint8_t *at, const uint8_t *end);
const uint8_t *skip_integers(uint64_t count, const uint8_t *at, const uint8_t *end);
const uint8_t *skip_text(const uint8_t *at, const uint8_t *end);

#endif
