#include "skip.h"

#include <wasm_simd128.h>

#include "integers.h"
#include "texts.h"

/*
 * Most of a recording's bytes are frames of stacks, four integers each: sixteen bytes are looked at together. A byte without
 * its high bit ends an integer, unless it is one of more than eight bytes: where five high bits stand in a row, which no
 * two neighbouring blocks can then make nine of, one integer is read for itself.
 */
const uint8_t *skip_integers(uint64_t count, const uint8_t *at, const uint8_t *end)
{
    while (count > 0 && at < end) {
        uint32_t high = wasm_i8x16_bitmask(wasm_v128_load(at));
        /* Characters, nearly all of which are ASCII: each is a byte. */
        if (count <= 16 && (high & ((1u << count) - 1)) == 0)
            return at + count;
        if (count < 4 || (high & high >> 1 & high >> 2 & high >> 3 & high >> 4) != 0) {
            at = skip_integer(at);
            count -= 1;
            continue;
        }
        uint32_t ends = ~high & 0xffff;
        uint32_t ended = (uint32_t)__builtin_popcount(ends);
        if (ended < count) {
            at += 16;
            count -= ended;
            continue;
        }
        for (uint64_t left = count; left > 1; left -= 1)
            ends &= ends - 1;
        return at + __builtin_ctz(ends) + 1;
    }
    return count == 0 ? at : 0;
}

/* A count of things that take a byte each at least: there cannot be more than bytes left. */
static const uint8_t *read_count(const uint8_t *at, const uint8_t *end, uint64_t *count)
{
    *count = read_integer(&at);
    return at <= end && *count <= (uint64_t)(end - at) ? at : 0;
}

const uint8_t *skip_text(const uint8_t *at, const uint8_t *end)
{
    uint64_t count;
    switch (*at++) {
    case TEXT_ABSENT:
    case TEXT_EMPTY:
        return at;
    case TEXT_POOLED:
        return skip_integer(at);
    case TEXT_UTF8:
    case TEXT_LATIN1:
        at = read_count(at, end, &count);
        return at == 0 ? 0 : at + count;
    case TEXT_CHARACTERS:
        at = read_count(at, end, &count);
        return at == 0 ? 0 : skip_integers(count, at, end);
    default:
        return 0;
    }
}

const uint8_t *skip_value(struct program program, const uint8_t *at, const uint8_t *end)
{
    const int32_t *word = program.words;
    const int32_t *last = word + program.length;
    uint64_t count;
    while (word < last && at != 0 && at <= end) {
        int32_t code = word[0];
        uint32_t amount = (uint32_t)word[1];
        word += 2;
        if (code >= SKIP_ARRAY_OF_INTEGERS) {
            at = read_count(at, end, &count);
            if (at == 0)
                return 0;
        }
        switch (code) {
        case SKIP_INTEGERS:
            at = skip_integers(amount, at, end);
            break;
        case SKIP_BYTES:
            at += amount;
            break;
        case SKIP_TEXT:
            at = skip_text(at, end);
            break;
        case SKIP_ARRAY_OF_INTEGERS:
            count *= amount;
            at = count <= (uint64_t)(end - at) ? skip_integers(count, at, end) : 0;
            break;
        case SKIP_ARRAY_OF_BYTES:
            count *= amount;
            at = count <= (uint64_t)(end - at) ? at + count : 0;
            break;
        default: {
            struct program element = {word, amount};
            for (; count > 0 && at != 0; count -= 1)
                at = skip_value(element, at, end);
            word += amount;
        }
        }
    }
    return word == last ? at : 0;
}
