#include "tuples.h"

#include "memory.h"

#define SMALLEST 1024u

uint64_t tuple_seed;

static int make_slots(struct tuples *tuples, uint32_t room)
{
    uint32_t *slots = allocate((uint64_t)room * 2 * sizeof *slots);
    int32_t *parts = reserve((uint64_t)room * tuples->width * sizeof *parts);
    if (slots == 0 || parts == 0)
        return 0;
    __builtin_memcpy(parts, tuples->parts, (uint64_t)tuples->count * tuples->width * sizeof *parts);
    tuples->parts = parts;
    tuples->slots = slots;
    tuples->room = room;
    for (uint32_t number = 0; number < tuples->count; number += 1) {
        uint32_t place = hash_of_tuple(&parts[number * tuples->width], tuples->width);
        while (slots[place & (2 * room - 1)] != 0)
            place += 1;
        slots[place & (2 * room - 1)] = number + 1;
    }
    return 1;
}

int start_tuples(struct tuples *tuples, uint32_t width, uint32_t expected)
{
    uint32_t room = SMALLEST;
    while (room < expected && room < 1u << 30)
        room *= 2;
    *tuples = (struct tuples){.width = width};
    return make_slots(tuples, room);
}

int grow_tuples(struct tuples *tuples) { return tuples->room < 1u << 30 && make_slots(tuples, tuples->room * 2); }
