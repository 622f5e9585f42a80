#include "memory.h"

#include "module.h"

#define PAGE 65536u

extern uint8_t __heap_base;

uint8_t *chunk;
uint32_t chunk_length;
double *rows_room;

static uint64_t used;
static uint64_t kept;

static uint64_t aligned(uint64_t bytes)
{
    return (bytes + 15) & ~15ull;
}

/* Memory up to this address is there. */
static int is_there(uint64_t end)
{
    if (end > MOST_BYTES)
        return 0;
    uint64_t there = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
    if (end <= there)
        return 1;
    /*
     * Some more: growing costs a system call, and the arrays over the memory have to be made anew. Not much more: whoever
     * runs the program counts it as used, and looks for what he can get back.
     */
    uint64_t wanted = end + end / 4 < MOST_BYTES ? end + end / 4 : end;
    if (__builtin_wasm_memory_grow(0, (wanted - there + PAGE - 1) / PAGE) != (uintptr_t)-1)
        return 1;
    return __builtin_wasm_memory_grow(0, (end - there + PAGE - 1) / PAGE) != (uintptr_t)-1;
}

/*
 * Where the bytes of the next chunk belong; 0 where there is no room for so many. What was known of the one before is lost. Rows
 * are made only where there is a chunk.
 */
uint32_t EXPORT(make_room)(uint32_t length)
{
    rows_room = (double *)(uintptr_t)aligned((uintptr_t)&__heap_base);
    chunk = (uint8_t *)(rows_room + (length == 0 ? 0 : ROWS_ROOM));
    chunk_length = length;
    uint64_t end = (uintptr_t)chunk + (uint64_t)length + SPARE_BYTES;
    used = aligned(end);
    kept = used;
    return is_there(used) ? (uint32_t)(uintptr_t)chunk : 0;
}

/* So many bytes of it were there to be read. */
void EXPORT(set_length)(uint32_t length)
{
    if (length < chunk_length)
        chunk_length = length;
    __builtin_memset(chunk + chunk_length, 0, SPARE_BYTES);
}

void keep_memory(void) { kept = used; }
void start_question(void) { used = kept; }

void *reserve(uint64_t bytes)
{
    uint64_t at = used;
    if (bytes > MOST_BYTES || !is_there(at + aligned(bytes)))
        return 0;
    used = at + aligned(bytes);
    return (void *)(uintptr_t)at;
}

void *allocate(uint64_t bytes)
{
    void *place = reserve(bytes);
    if (place != 0)
        __builtin_memset(place, 0, bytes);
    return place;
}

/* Keeps so many bytes, which are to be written there; 0 where there is no room. */
uint32_t EXPORT(store_bytes)(uint32_t bytes)
{
    start_question();
    void *place = reserve(bytes);
    keep_memory();
    return (uint32_t)(uintptr_t)place;
}

/* `allocate` for the program that has loaded the module. */
uint32_t EXPORT(allocate_bytes)(uint32_t bytes)
{
    return (uint32_t)(uintptr_t)allocate(bytes);
}
