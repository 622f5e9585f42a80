#include "walk.h"

#define FOUND 4096u

struct found {
    uint32_t at;
    uint32_t slot;
};

/* How many events of each slot there are, and how many bytes they have. */
uint32_t counts[SLOTS];
double sizes[SLOTS];
/* Which slots are looked for by `find_events`. */
uint8_t wanted[SLOTS];
struct found found[FOUND];

/* The events that describe the others: they are always asked for. */
static struct found *reserved;
static uint32_t reserved_count;
static uint32_t reserved_room;
static uint32_t stands_at;
static uint32_t found_to;
/* Behind the largest slot that was met: what lies there is still zero. */
static uint32_t slots_met;

enum { MORE, COMPLETE, BROKEN, NO_MEMORY };

uint32_t EXPORT(counts_address)(void) { return (uint32_t)(uintptr_t)counts; }
uint32_t EXPORT(sizes_address)(void) { return (uint32_t)(uintptr_t)sizes; }
uint32_t EXPORT(wanted_address)(void) { return (uint32_t)(uintptr_t)wanted; }
uint32_t EXPORT(slots_used)(void) { return slots_met; }
uint32_t EXPORT(found_address)(void) { return (uint32_t)(uintptr_t)found; }
uint32_t EXPORT(reserved_address)(void) { return (uint32_t)(uintptr_t)reserved; }
uint32_t EXPORT(reserved_events)(void) { return reserved_count; }
/* Where the walk stands: behind the last event that it has met. */
uint32_t EXPORT(walked_to)(void) { return stands_at; }

/* Where `find_events` goes on. */
uint32_t EXPORT(found_up_to)(void) { return found_to; }

void EXPORT(start_walk)(void)
{
    __builtin_memset(counts, 0, slots_met * sizeof *counts);
    __builtin_memset(sizes, 0, slots_met * sizeof *sizes);
    slots_met = 0;
    stands_at = HEADER_BYTES;
    reserved = 0;
    reserved_count = 0;
    reserved_room = 0;
}

static int keep_reserved(const struct event *event)
{
    if (reserved_count == reserved_room) {
        /* Nothing else is allocated during the walk: what comes next lies behind what came before. */
        struct found *more = allocate(FOUND * sizeof *more);
        if (more == 0)
            return 0;
        if (reserved == 0)
            reserved = more;
        reserved_room += FOUND;
    }
    reserved[reserved_count].at = event->at;
    reserved[reserved_count].slot = event->slot;
    reserved_count += 1;
    return 1;
}

/* Goes on for at most so many events. A function that is called often is compiled once more, and better. */
int32_t EXPORT(walk_events)(uint32_t most)
{
    struct event event;
    uint32_t at = stands_at;
    int32_t state = MORE;
    for (uint32_t left = most; left > 0; left -= 1) {
        if (at >= chunk_length) {
            state = COMPLETE;
            break;
        }
        if (!read_event(at, &event)) {
            state = BROKEN;
            break;
        }
        if (event.slot >= slots_met)
            slots_met = event.slot + 1;
        counts[event.slot] += 1;
        sizes[event.slot] += event.next - at;
        if (event.slot <= CHECKPOINT && !keep_reserved(&event)) {
            state = NO_MEMORY;
            break;
        }
        at = event.next;
    }
    stands_at = at;
    return state;
}

/* What the event at the end of a broken chunk says of its size. */
uint32_t EXPORT(claimed_size)(void)
{
    struct event event;
    return read_event(stands_at, &event) ? 0 : event.next;
}

/* Lists events from there on, all or those of the wanted slots: how many, at most as many as there is room for. */
uint32_t EXPORT(find_events)(uint32_t from, uint32_t all, uint32_t end)
{
    struct event event;
    uint32_t count = 0;
    uint32_t at = from;
    while (at < end && count < FOUND && read_event(at, &event)) {
        if (all || wanted[event.slot]) {
            found[count].at = at;
            found[count].slot = event.slot;
            count += 1;
        }
        at = event.next;
    }
    found_to = at;
    return count;
}
