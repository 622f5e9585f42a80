/* From event to event, without looking inside. */
#ifndef WALK_H
#define WALK_H

#include <stdint.h>

#include "integers.h"
#include "memory.h"
#include "module.h"

#define HEADER_BYTES 68u
/* Types with smaller ids are their own slots; larger ones, which agents write, get the slots behind. */
#define DENSE_TYPES 8192u
/* The slots behind: `largeTypeIds`, and one for all further types. */
#define SLOTS (DENSE_TYPES + 16384u + 2u)

enum { METADATA = 0, CHECKPOINT = 1 };

struct event {
    uint32_t at;
    uint32_t next;
    uint32_t slot;
    /* Behind the size and the type. */
    const uint8_t *body;
};

/* The event that begins there; 0 where none does, and `event.next` is then what it says of its size. */
static inline int read_event(uint32_t at, struct event *event)
{
    const uint8_t *place = chunk + at;
    uint64_t size = read_integer(&place);
    uint64_t type = read_integer(&place);
    if (size < 2 || size > chunk_length - at) {
        event->next = size > 0x7fffffff ? 0x7fffffff : (uint32_t)size;
        return 0;
    }
    event->at = at;
    event->next = at + (uint32_t)size;
    event->body = place;
    event->slot = type < DENSE_TYPES ? (uint32_t)type : slot_of_type((uint32_t)type, (uint32_t)(type >> 32));
    return 1;
}

#endif
