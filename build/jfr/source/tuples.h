/* Tuples of integers, each of them once: numbered as they came. */
#ifndef TUPLES_H
#define TUPLES_H

#include <stdint.h>

struct tuples {
    /* How many integers a tuple has. */
    uint32_t width;
    int32_t *parts;
    uint32_t count;
    uint32_t room;
    /* One more than the number, by open addressing; there are twice as many as there is room for. */
    uint32_t *slots;
};

/* Differs for each recording, so that no file can aim for one slot. */
extern uint64_t tuple_seed;

/* Both give 0 where there is no memory. */
int start_tuples(struct tuples *tuples, uint32_t width, uint32_t expected);
int grow_tuples(struct tuples *tuples);

static inline uint32_t hash_of_tuple(const int32_t *tuple, uint32_t width)
{
    uint64_t hash = tuple_seed;
    for (uint32_t part = 0; part < width; part += 1) {
        hash = (hash ^ (uint32_t)tuple[part]) * 0x9e3779b97f4a7c15ull;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 16);
}

static inline uint32_t *slot_of_tuple(const struct tuples *tuples, const int32_t *tuple, uint32_t width)
{
    for (uint32_t place = hash_of_tuple(tuple, width);; place += 1) {
        uint32_t *slot = &tuples->slots[place & (2 * tuples->room - 1)];
        if (*slot == 0)
            return slot;
        const int32_t *known = &tuples->parts[(*slot - 1) * width];
        int32_t difference = 0;
        for (uint32_t part = 0; part < width; part += 1)
            difference |= known[part] ^ tuple[part];
        if (difference == 0)
            return slot;
    }
}

/* The number of a tuple, which may be a new one; -1 where there is no memory for it. Its width is said, as it is known to the caller. */
static inline int32_t number_of_tuple(struct tuples *tuples, const int32_t *tuple, uint32_t width)
{
    uint32_t *slot = slot_of_tuple(tuples, tuple, width);
    if (*slot != 0)
        return (int32_t)(*slot - 1);
    if (tuples->count == tuples->room) {
        if (!grow_tuples(tuples))
            return -1;
        slot = slot_of_tuple(tuples, tuple, width);
    }
    __builtin_memcpy(&tuples->parts[tuples->count * width], tuple, width * sizeof *tuple);
    tuples->count += 1;
    *slot = tuples->count;
    return (int32_t)(tuples->count - 1);
}

#endif
