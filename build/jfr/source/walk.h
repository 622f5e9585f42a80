/* From event to event, without looking inside. */
#ifndef WALK_H
#define WALK_H

#include <stdint.h>

#include "memory.h"

#define HEADER_BYTES 68u
/* Types with smaller ids are their own slots; larger ones, which agents write, get the slots behind. */
#define DENSE_TYPES 8192u
/* The slots behind: `largeTypeIds`, and one for all further types. */
#define SLOTS (DENSE_TYPES + 16384u + 2u)

/* Where it begins, and how many bytes its size and type have. It ends where the next one begins. */
struct event {
    uint32_t at;
    uint16_t slot;
    uint16_t head;
};

/* All events of the chunk, and behind them one that begins where the last one ends. */
extern struct event *events;
extern uint32_t event_count;

#endif
