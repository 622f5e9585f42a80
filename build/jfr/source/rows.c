#include "rows.h"

#include "integers.h"
#include "memory.h"
#include "module.h"
#include "walk.h"

struct table {
    uint32_t first_step;
    uint32_t step_count;
    uint32_t column_count;
    uint32_t bytes_of_column[COLUMNS];
    struct batch batch;
    /* Doubles or integers. */
    double columns[COLUMNS][BATCH];
};

int32_t skips[SKIP_WORDS];
static struct table tables[TABLES];
static struct step steps[STEPS];
static struct clock clock;
/* One more than the table of the events of a slot. */
static uint8_t table_of_slot[SLOTS];
static uint32_t stands_at;

uint32_t EXPORT(steps_address)(void) { return (uint32_t)(uintptr_t)steps; }
uint32_t EXPORT(skips_address)(void) { return (uint32_t)(uintptr_t)skips; }
uint32_t EXPORT(column_address)(uint32_t table, uint32_t column)
{
    return (uint32_t)(uintptr_t)tables[table % TABLES].columns[column % COLUMNS];
}

void EXPORT(start_rows)(uint32_t ticks_low, uint32_t ticks_high, double nanos_per_tick, double base_nanos)
{
    __builtin_memset(table_of_slot, 0, sizeof table_of_slot);
    clock = (struct clock){(int64_t)((uint64_t)ticks_high << 32 | ticks_low), nanos_per_tick, base_nanos};
    stands_at = HEADER_BYTES;
}

/* Events of this slot become rows of this table. `floats` has a bit for each column that is one of doubles. */
void EXPORT(fill_table)(uint32_t table, uint32_t slot, uint32_t first_step, uint32_t step_count, uint32_t columns,
                        uint32_t floats)
{
    if (table >= TABLES || slot >= SLOTS || columns > COLUMNS || first_step + step_count > STEPS)
        __builtin_trap();
    tables[table].first_step = first_step;
    tables[table].step_count = step_count;
    tables[table].column_count = columns;
    tables[table].batch.size = 0;
    for (uint32_t column = 0; column < columns; column += 1)
        tables[table].bytes_of_column[column] = floats >> column & 1 ? sizeof(double) : sizeof(int32_t);
    table_of_slot[slot] = (uint8_t)(table + 1);
}

static void move_row(struct table *table, uint32_t from, uint32_t to)
{
    for (uint32_t column = 0; column < table->column_count; column += 1) {
        if (table->bytes_of_column[column] == sizeof(double))
            table->columns[column][to] = table->columns[column][from];
        else
            ((int32_t *)table->columns[column])[to] = ((int32_t *)table->columns[column])[from];
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
            move_row(table, event, kept);
        kept += 1;
    }
    return kept;
}

static void add_rows(uint32_t index)
{
    struct table *table = &tables[index];
    uint32_t events = table->batch.size;
    for (uint32_t step = 0; step < table->step_count; step += 1) {
        const struct step *next = &steps[table->first_step + step];
        void *column = next->column < 0 ? 0 : table->columns[next->column];
        run_step(next, &table->batch, column, &clock);
    }
    uint32_t kept = keep_whole(table);
    table->batch.size = 0;
    take_rows((int32_t)index, kept, events - kept);
}

/*
 * Goes on for at most so many events; 0 when all have been read. A batch is read as soon as it is full: events of one type lie
 * close together, and are still in the processor's cache.
 */
int32_t EXPORT(read_rows)(uint32_t most, uint32_t end)
{
    struct event event;
    uint32_t at = stands_at;
    for (uint32_t left = most; left > 0; left -= 1) {
        if (at >= end || !read_event(at, &event)) {
            for (uint32_t index = 0; index < TABLES; index += 1)
                if (tables[index].batch.size > 0)
                    add_rows(index);
            return 0;
        }
        at = event.next;
        uint32_t table = table_of_slot[event.slot];
        if (table == 0)
            continue;
        struct batch *batch = &tables[table - 1].batch;
        batch->at[batch->size] = event.body;
        batch->end[batch->size] = chunk + event.next;
        batch->size += 1;
        if (batch->size == BATCH)
            add_rows(table - 1);
    }
    stands_at = at;
    return 1;
}
