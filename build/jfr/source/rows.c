#include "rows.h"

#include "memory.h"
#include "module.h"
#include "packed.h"
#include "walk.h"

_Static_assert(ROWS_ROOM == TABLES * COLUMNS * BATCH + 8 * COLUMNS * PACKED_ROWS, "as memory.h has it");

struct table {
    uint32_t first_step;
    uint32_t step_count;
    uint32_t column_count;
    /* Rows that there is room for, a multiple of a batch's, and that are there. */
    uint32_t room;
    uint32_t filled;
    /* Events that were no rows. */
    uint32_t broken;
    struct batch batch;
    /* What is read into each, and where its rows begin: a word for each, of which keys use half. */
    const struct step *reading[COLUMNS];
    double *columns[COLUMNS];
};

int32_t skips[SKIP_WORDS];
static struct table tables[TABLES];
static struct step steps[STEPS];
static struct scale clock;
/* One more than the table of the events of a slot. */
static uint8_t table_of_slot[SLOTS];
static uint32_t next_event;
static uint32_t room_used;
/* A block that is handed over: its columns one after the other, and where each begins; behind the last, where that ends. */
static _Alignas(16) uint8_t packed[COLUMNS * PACKED_BYTES];
static uint32_t packed_starts[COLUMNS + 1];

uint32_t EXPORT(steps_address)(void) { return (uint32_t)(uintptr_t)steps; }
uint32_t EXPORT(skips_address)(void) { return (uint32_t)(uintptr_t)skips; }
uint32_t EXPORT(packed_address)(void) { return (uint32_t)(uintptr_t)packed; }
uint32_t EXPORT(packed_starts_address)(void) { return (uint32_t)(uintptr_t)packed_starts; }

void EXPORT(start_rows)(uint32_t ticks_low, uint32_t ticks_high, double nanos_per_tick, double base_nanos)
{
    __builtin_memset(table_of_slot, 0, sizeof table_of_slot);
    clock = (struct scale){base_nanos, nanos_per_tick, (int64_t)((uint64_t)ticks_high << 32 | ticks_low)};
    next_event = 0;
    room_used = 0;
}

/* How many rows a table gets room for: none of those behind it is left without. */
static uint32_t room_for(uint32_t events, uint32_t index, uint32_t columns)
{
    uint32_t left = ROWS_ROOM - room_used - (TABLES - index) * COLUMNS * BATCH;
    uint32_t rows = events > PACKED_ROWS ? PACKED_ROWS : (events + BATCH - 1) / BATCH * BATCH;
    return rows <= BATCH || rows * columns > left ? BATCH : rows;
}

/* Events of this slot, of which there are so many, become rows of this table. Tables are told in ascending order. */
void EXPORT(fill_table)(uint32_t index, uint32_t slot, uint32_t first_step, uint32_t step_count, uint32_t columns,
                        uint32_t events)
{
    if (index >= TABLES || slot >= SLOTS || columns > COLUMNS || first_step + step_count > STEPS)
        __builtin_trap();
    struct table *table = &tables[index];
    table->first_step = first_step;
    table->step_count = step_count;
    table->column_count = columns;
    table->room = room_for(events, index, columns);
    table->filled = 0;
    table->broken = 0;
    table->batch.size = 0;
    for (uint32_t column = 0; column < columns; column += 1) {
        table->columns[column] = rows_room + room_used;
        room_used += table->room;
    }
    for (uint32_t step = 0; step < step_count; step += 1) {
        const struct step *reading = &steps[first_step + step];
        if (reading->column >= 0 && reading->column < (int32_t)columns)
            table->reading[reading->column] = reading;
    }
    table_of_slot[slot] = (uint8_t)(index + 1);
}

static int is_key(const struct step *step)
{
    return step->code == STEP_KEY || step->code == STEP_TEXT;
}

static void *place_in(const struct table *table, uint32_t column, uint32_t row)
{
    double *rows = table->columns[column];
    return is_key(table->reading[column]) ? (void *)((int32_t *)rows + row) : rows + row;
}

static void move_row(struct table *table, uint32_t from, uint32_t to)
{
    for (uint32_t column = 0; column < table->column_count; column += 1) {
        uint32_t bytes = is_key(table->reading[column]) ? sizeof(int32_t) : sizeof(double);
        __builtin_memcpy(place_in(table, column, to), place_in(table, column, from), bytes);
    }
}

/* An event may have more fields than are looked at, never fewer: those that end too early are no rows. */
static uint32_t keep_whole(struct table *table)
{
    const struct batch *batch = &table->batch;
    uint32_t kept = 0;
    for (uint32_t event = 0; event < batch->size; event += 1) {
        if (batch->at[event] > batch->end[event])
            continue;
        if (kept < event)
            move_row(table, table->filled + event, table->filled + kept);
        kept += 1;
    }
    return kept;
}

static uint32_t pack_column(const struct table *table, uint32_t column, struct packed *target)
{
    const struct step *step = table->reading[column];
    const void *rows = table->columns[column];
    switch (step->code) {
    case STEP_KEY:
    case STEP_TEXT:
        return pack_keys(rows, table->filled, target);
    case STEP_TIME:
        return pack_integers(rows, table->filled, clock, target);
    case STEP_INTEGER:
        return pack_integers(rows, table->filled, (struct scale){0, step->amount, 0}, target);
    case STEP_NARROW_INTEGER:
    case STEP_BYTE:
        return pack_integers(rows, table->filled, (struct scale){0, 1, 0}, target);
    default:
        return pack_doubles(rows, table->filled, target);
    }
}

static void hand_over(uint32_t index)
{
    struct table *table = &tables[index];
    uint32_t at = 0;
    for (uint32_t column = 0; column < table->column_count; column += 1) {
        packed_starts[column] = at;
        if (table->filled > 0)
            at += pack_column(table, column, (struct packed *)(packed + at));
    }
    packed_starts[table->column_count] = at;
    take_rows((int32_t)index, table->filled, table->broken);
    table->filled = 0;
    table->broken = 0;
}

static void add_rows(struct table *table)
{
    for (uint32_t step = 0; step < table->step_count; step += 1) {
        const struct step *next = &steps[table->first_step + step];
        run_step(next, &table->batch, next->column < 0 ? 0 : place_in(table, (uint32_t)next->column, table->filled));
    }
    uint32_t kept = keep_whole(table);
    table->filled += kept;
    table->broken += table->batch.size - kept;
    table->batch.size = 0;
}

/* What has been read of all tables. */
static void finish_rows(void)
{
    for (uint32_t index = 0; index < TABLES; index += 1) {
        struct table *table = &tables[index];
        if (table->batch.size > 0)
            add_rows(table);
        if (table->filled > 0 || table->broken > 0)
            hand_over(index);
    }
}

/*
 * Goes on for at most so many events; 0 when all have been read. A batch is read as soon as it is full: events of one type lie
 * close together, and are still in the processor's cache.
 */
int32_t EXPORT(read_rows)(uint32_t most)
{
    uint32_t end = event_count - next_event > most ? next_event + most : event_count;
    for (; next_event < end; next_event += 1) {
        const struct event *event = &events[next_event];
        uint32_t index = table_of_slot[event->slot];
        if (index == 0)
            continue;
        struct table *table = &tables[index - 1];
        struct batch *batch = &table->batch;
        batch->at[batch->size] = chunk + event->at + event->head;
        batch->end[batch->size] = chunk + event[1].at;
        batch->size += 1;
        if (batch->size < BATCH)
            continue;
        add_rows(table);
        if (table->filled + BATCH > table->room)
            hand_over(index - 1);
    }
    if (next_event < event_count)
        return 1;
    finish_rows();
    return 0;
}
