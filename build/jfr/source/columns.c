/*
 * The loops that spend the time of reading: each reads one field of a batch of events of one type, and stands behind it in each
 * of them. Going through the fields of one event after the other asks for each field of each event anew what it is.
 *
 * An event that has ended is left alone: from where it ends, a value may be read that is no longer than what lies behind any
 * chunk, and whoever stands behind the end after the last field is no row.
 */
#include "integers.h"
#include "memory.h"
#include "module.h"
#include "pools.h"
#include "rows.h"
#include "texts.h"

#define EACH_EVENT(batch) \
    for (uint32_t event = 0, events = (batch)->size; event < events; event += 1) \
        if ((batch)->at[event] <= (batch)->end[event])

__attribute__((noinline)) static void skip_all_integers(struct batch *batch, uint64_t count)
{
    EACH_EVENT(batch)
    {
        const uint8_t *at = count == 1 ? skip_integer(batch->at[event])
                                       : skip_integers(count, batch->at[event], batch->end[event]);
        if (at == 0)
            leave_event(batch, event);
        else
            batch->at[event] = at;
    }
}

__attribute__((noinline)) static void skip_all_bytes(struct batch *batch, uint32_t count)
{
    EACH_EVENT(batch)
        batch->at[event] += count;
}

__attribute__((noinline)) static void skip_all_texts(struct batch *batch)
{
    EACH_EVENT(batch)
    {
        const uint8_t *at = skip_text(batch->at[event], batch->end[event]);
        if (at == 0)
            leave_event(batch, event);
        else
            batch->at[event] = at;
    }
}

__attribute__((noinline)) static void skip_all_values(struct batch *batch, struct program program)
{
    EACH_EVENT(batch)
    {
        const uint8_t *at = skip_value(program, batch->at[event], batch->end[event]);
        if (at == 0)
            leave_event(batch, event);
        else
            batch->at[event] = at;
    }
}

__attribute__((noinline)) static int32_t number_in_step(const struct step *step, int64_t key)
{
    return number_of_key(step->pool, step->resolver, key, step->missing);
}

/* A step's entries of small keys. */
struct small_keys {
    const struct entry *entries;
    uint32_t length;
};

static struct small_keys small_keys_of(const struct step *step)
{
    if (step->pool < 0 || (uint32_t)step->pool >= pool_count)
        return (struct small_keys){0, 0};
    return (struct small_keys){pools[step->pool].dense, pools[step->pool].dense_length};
}

/* Nearly all have been asked for before. */
static inline int32_t number_of_small(const struct step *step, struct small_keys small, uint64_t key)
{
    int32_t number = key < small.length ? small.entries[key].number : 0;
    return number == 0 ? number_in_step(step, key_of(key)) : number - 1;
}

__attribute__((noinline)) static void read_keys(const struct step *step, struct batch *batch, int32_t *column)
{
    const struct small_keys small = small_keys_of(step);
    EACH_EVENT(batch)
        column[event] = number_of_small(step, small, read_integer(&batch->at[event]));
}

__attribute__((noinline)) static void read_texts(const struct step *step, struct batch *batch, int32_t *column)
{
    /* Events of one thread lie together, and mostly say the same: how it is written tells where it ends. */
    const uint8_t *last = 0;
    uint32_t last_length = 0;
    int32_t last_number = 0;
    const struct small_keys small = small_keys_of(step);
    EACH_EVENT(batch)
    {
        const uint8_t *at = batch->at[event];
        const uint8_t *end = batch->end[event];
        if (last != 0 && last_length <= (uint32_t)(end - at) && is_same(at, last, last_length)) {
            column[event] = last_number;
            batch->at[event] = at + last_length;
            continue;
        }
        const uint8_t *behind = at + 1;
        int32_t number = 0;
        if (*at == TEXT_POOLED) {
            number = number_of_small(step, small, read_integer(&behind));
        } else if (*at > TEXT_EMPTY) {
            behind = skip_text(at, end);
            number = behind == 0 || behind > end ? -1 : number_of_text(at, behind);
        }
        column[event] = number;
        if (number < 0) {
            leave_event(batch, event);
            continue;
        }
        batch->at[event] = behind;
        last = at;
        last_length = (uint32_t)(behind - at);
        last_number = number;
    }
}

__attribute__((noinline)) static void read_integers(struct batch *batch, int64_t *column)
{
    EACH_EVENT(batch)
        column[event] = (int64_t)read_integer(&batch->at[event]);
}

/* Integers of 32 or 16 bits, which are written without their sign. */
__attribute__((noinline)) static void read_narrow_integers(uint32_t spare, struct batch *batch, int64_t *column)
{
    EACH_EVENT(batch)
        column[event] = (int32_t)((uint32_t)read_integer(&batch->at[event]) << spare) >> spare;
}

__attribute__((noinline)) static void read_bytes(struct batch *batch, int64_t *column)
{
    EACH_EVENT(batch)
        column[event] = *batch->at[event]++;
}

__attribute__((noinline)) static void read_floats(struct batch *batch, double *column)
{
    EACH_EVENT(batch)
    {
        uint32_t bits = __builtin_bswap32((uint32_t)load_word(batch->at[event]));
        float value;
        __builtin_memcpy(&value, &bits, sizeof value);
        column[event] = value;
        batch->at[event] += sizeof value;
    }
}

__attribute__((noinline)) static void read_doubles(struct batch *batch, double *column)
{
    EACH_EVENT(batch)
    {
        uint64_t bits = __builtin_bswap64(load_word(batch->at[event]));
        __builtin_memcpy(&column[event], &bits, sizeof bits);
        batch->at[event] += sizeof bits;
    }
}

static void fill(double value, const struct batch *batch, double *column)
{
    for (uint32_t event = 0; event < batch->size; event += 1)
        column[event] = value;
}

void run_step(const struct step *step, struct batch *batch, void *column)
{
    switch (step->code) {
    case STEP_SKIP_INTEGERS:
        return skip_all_integers(batch, (uint64_t)step->amount);
    case STEP_SKIP_BYTES:
        return skip_all_bytes(batch, (uint32_t)step->amount);
    case STEP_SKIP_TEXT:
        return skip_all_texts(batch);
    case STEP_SKIP_VALUE:
        return skip_all_values(batch, (struct program){skips + step->skip_start, step->skip_length});
    case STEP_KEY:
        return read_keys(step, batch, column);
    case STEP_TEXT:
        return read_texts(step, batch, column);
    case STEP_TIME:
    case STEP_INTEGER:
        return read_integers(batch, column);
    case STEP_NARROW_INTEGER:
        return read_narrow_integers((uint32_t)step->amount, batch, column);
    case STEP_BYTE:
        return read_bytes(batch, column);
    case STEP_FLOAT:
        return read_floats(batch, column);
    case STEP_DOUBLE:
        return read_doubles(batch, column);
    case STEP_CONSTANT:
        return fill(step->amount, batch, column);
    default:
        __builtin_trap();
    }
}
