#include "packed.h"

#include "module.h"

#define MOST_EXACT (1ll << 53)

static uint32_t pack_alike(double value, uint32_t rows, struct packed *head)
{
    *head = (struct packed){value, 0, 0, ALL_ALIKE, rows};
    return sizeof *head;
}

static uint32_t packing_of(uint64_t range)
{
    return range <= 0xff ? DIFFERENCES_8 : range <= 0xffff ? DIFFERENCES_16 : DIFFERENCES_32;
}

#define WRITE_DIFFERENCES(type) \
    for (uint32_t row = 0; row < rows; row += 1) \
    ((type *)(head + 1))[row] = (type)(values[row] - least)

#define WRITE_ALL_DIFFERENCES() \
    do { \
        if (head->packing == DIFFERENCES_8) \
            WRITE_DIFFERENCES(uint8_t); \
        else if (head->packing == DIFFERENCES_16) \
            WRITE_DIFFERENCES(uint16_t); \
        else \
            WRITE_DIFFERENCES(uint32_t); \
    } while (0)

static uint32_t bytes_of(const struct packed *head)
{
    return (uint32_t)sizeof *head + ((head->rows * head->packing + 7) & ~7u);
}

uint32_t pack_keys(const int32_t *keys, uint32_t rows, struct packed *head)
{
    int32_t smallest = keys[0];
    int32_t largest = keys[0];
    for (uint32_t row = 0; row < rows; row += 1) {
        smallest = keys[row] < smallest ? keys[row] : smallest;
        largest = keys[row] > largest ? keys[row] : largest;
    }
    if (smallest == largest)
        return pack_alike(smallest, rows, head);
    const uint32_t *values = (const uint32_t *)keys;
    uint32_t least = (uint32_t)smallest;
    *head = (struct packed){0, 1, smallest, packing_of((uint32_t)largest - least), rows};
    WRITE_ALL_DIFFERENCES();
    return bytes_of(head);
}

/* A difference of two clocks that are 292 years apart does not fit: somebody's word for never. */
static double scaled(int64_t integer, struct scale scale)
{
    int64_t difference;
    double distance = __builtin_sub_overflow(integer, scale.start, &difference) ? (double)integer - (double)scale.start
                                                                                : (double)difference;
    return scale.base + distance * scale.factor;
}

uint32_t pack_integers(const int64_t *values, uint32_t rows, struct scale scale, struct packed *head)
{
    int64_t least = values[0];
    int64_t most = values[0];
    for (uint32_t row = 0; row < rows; row += 1) {
        least = values[row] < least ? values[row] : least;
        most = values[row] > most ? values[row] : most;
    }
    if (least == most)
        return pack_alike(scaled(least, scale), rows, head);
    uint64_t range = (uint64_t)most - (uint64_t)least;
    int64_t first;
    int64_t last;
    if (range <= 0xffffffff && !__builtin_sub_overflow(least, scale.start, &first) &&
        !__builtin_sub_overflow(most, scale.start, &last) && first > -MOST_EXACT && last < MOST_EXACT) {
        *head = (struct packed){scale.base, scale.factor, (double)first, packing_of(range), rows};
        WRITE_ALL_DIFFERENCES();
        return bytes_of(head);
    }
    *head = (struct packed){0, 0, 0, DOUBLES, rows};
    for (uint32_t row = 0; row < rows; row += 1)
        ((double *)(head + 1))[row] = scaled(values[row], scale);
    return bytes_of(head);
}

uint32_t pack_doubles(const double *values, uint32_t rows, struct packed *head)
{
    const uint64_t *words = (const uint64_t *)values;
    uint64_t differing = 0;
    for (uint32_t row = 1; row < rows; row += 1)
        differing |= words[row] ^ words[0];
    if (differing == 0)
        return pack_alike(values[0], rows, head);
    *head = (struct packed){0, 0, 0, DOUBLES, rows};
    __builtin_memcpy(head + 1, values, rows * sizeof *values);
    return bytes_of(head);
}

/* Where a block is put that lies outside and is to be unpacked, and where to, unless it is wanted elsewhere. */
static _Alignas(16) uint8_t block[PACKED_BYTES];
static double unpacked[PACKED_ROWS];
static double doubles[PACKED_ROWS];

uint32_t EXPORT(packed_block_address)(void) { return (uint32_t)(uintptr_t)block; }
uint32_t EXPORT(unpacked_address)(void) { return (uint32_t)(uintptr_t)unpacked; }

#define UNPACK(type, value) \
    do { \
        const type *from = (const type *)(head + 1) + first; \
        for (uint32_t row = 0; row < count; row += 1) \
            target[row] = value; \
    } while (0)

static void unpack(const struct packed *head, uint32_t first, uint32_t count, double *target)
{
    const double base = head->base;
    const double factor = head->factor;
    const double least = head->least;
    switch (head->packing) {
    case DIFFERENCES_8:
        UNPACK(uint8_t, base + (least + from[row]) * factor);
        break;
    case DIFFERENCES_16:
        UNPACK(uint16_t, base + (least + from[row]) * factor);
        break;
    case DIFFERENCES_32:
        UNPACK(uint32_t, base + (least + from[row]) * factor);
        break;
    case DOUBLES:
        UNPACK(double, from[row]);
        break;
    default:
        for (uint32_t row = 0; row < count; row += 1)
            target[row] = base;
    }
}

/* Some rows of a block, as doubles. */
void EXPORT(unpack_doubles)(uint32_t packed, uint32_t first, uint32_t count, uint32_t address)
{
    unpack((const struct packed *)(uintptr_t)packed, first, count, (double *)(uintptr_t)address);
}

/* The same as integers of 32 bits: keys, and other numbers that rows are grouped by; what is no number is 0. */
void EXPORT(unpack_integers)(uint32_t packed, uint32_t first, uint32_t count, uint32_t address)
{
    const struct packed *head = (const struct packed *)(uintptr_t)packed;
    int32_t *target = (int32_t *)(uintptr_t)address;
    const uint32_t least = (uint32_t)(int64_t)head->least;
    const int is_integer = head->base == 0 && head->factor == 1;
    if (is_integer && head->packing == DIFFERENCES_8) {
        UNPACK(uint8_t, (int32_t)(least + from[row]));
    } else if (is_integer && head->packing == DIFFERENCES_16) {
        UNPACK(uint16_t, (int32_t)(least + from[row]));
    } else if (is_integer && head->packing == DIFFERENCES_32) {
        UNPACK(uint32_t, (int32_t)(least + from[row]));
    } else {
        unpack(head, first, count, doubles);
        for (uint32_t row = 0; row < count; row += 1)
            target[row] = (int32_t)__builtin_wasm_trunc_saturate_s_i64_f64(doubles[row]);
    }
}
