#include "walk.h"

#include "integers.h"
#include "module.h"

#define FOUND 4096u
/* How many events there is more room for at a time. */
#define MORE_EVENTS 32768u

struct found {
    uint32_t at;
    uint32_t slot;
};

struct event *events;
uint32_t event_count;

/* How many events of each slot there are, and how many bytes they have. */
uint32_t counts[SLOTS];
double sizes[SLOTS];
/* Which slots are looked for by `find_events`. */
uint8_t wanted[SLOTS];
struct found found[FOUND];

static uint32_t event_room;
static uint32_t stands_at;
static uint32_t found_to;
/* Of the event at the end of a broken chunk, what it says of its size. */
static uint32_t claim;
/* Behind the largest slot that was met: what lies there is still zero. */
static uint32_t slots_met;

enum { MORE, COMPLETE, BROKEN, NO_MEMORY };

uint32_t EXPORT(counts_address)(void) { return (uint32_t)(uintptr_t)counts; }
uint32_t EXPORT(sizes_address)(void) { return (uint32_t)(uintptr_t)sizes; }
uint32_t EXPORT(wanted_address)(void) { return (uint32_t)(uintptr_t)wanted; }
uint32_t EXPORT(slots_used)(void) { return slots_met; }
uint32_t EXPORT(found_address)(void) { return (uint32_t)(uintptr_t)found; }
/* Where the walk stands: behind the last event that it has met. */
uint32_t EXPORT(walked_to)(void) { return stands_at; }
uint32_t EXPORT(claimed_size)(void) { return claim; }
/* Which event `find_events` goes on with. */
uint32_t EXPORT(found_up_to)(void) { return found_to; }

void EXPORT(start_walk)(void)
{
    __builtin_memset(counts, 0, slots_met * sizeof *counts);
    __builtin_memset(sizes, 0, slots_met * sizeof *sizes);
    slots_met = 0;
    stands_at = HEADER_BYTES;
    events = 0;
    event_count = 0;
    event_room = 0;
}

/* Nothing else is allocated during the walk: what comes next lies behind what came before. */
static int has_room(void)
{
    if (event_count + 1 < event_room)
        return 1;
    struct event *more = reserve(MORE_EVENTS * sizeof *more);
    if (more == 0)
        return 0;
    if (events == 0)
        events = more;
    event_room += MORE_EVENTS;
    return 1;
}

/* Goes on for at most so many events. A function that is called often is compiled once more, and better. */
int32_t EXPORT(walk_events)(uint32_t most)
{
    uint32_t at = stands_at;
    int32_t state = MORE;
    for (uint32_t left = most; left > 0 && state == MORE; left -= 1) {
        if (!has_room()) {
            state = NO_MEMORY;
        } else if (at >= chunk_length) {
            state = COMPLETE;
        } else {
            const uint8_t *place = chunk + at;
            uint64_t size = read_integer(&place);
            uint64_t type = read_integer(&place);
            if (size < 2 || size > chunk_length - at) {
                claim = size > 0x7fffffff ? 0x7fffffff : (uint32_t)size;
                state = BROKEN;
                break;
            }
            uint32_t slot = type < DENSE_TYPES ? (uint32_t)type : slot_of_type((uint32_t)type, (uint32_t)(type >> 32));
            if (slot >= slots_met)
                slots_met = slot + 1;
            counts[slot] += 1;
            sizes[slot] += (double)size;
            events[event_count] = (struct event){at, (uint16_t)slot, (uint16_t)(place - (chunk + at))};
            event_count += 1;
            at += (uint32_t)size;
        }
    }
    if (event_count < event_room)
        events[event_count].at = at;
    stands_at = at;
    return state;
}

/* Lists events from there on, all or those of the wanted slots: how many, at most as many as there is room for. */
uint32_t EXPORT(find_events)(uint32_t from, uint32_t all)
{
    uint32_t count = 0;
    uint32_t event = from;
    for (; event < event_count && count < FOUND; event += 1) {
        if (!all && !wanted[events[event].slot])
            continue;
        found[count].at = events[event].at;
        found[count].slot = events[event].slot;
        count += 1;
    }
    found_to = event;
    return count;
}
