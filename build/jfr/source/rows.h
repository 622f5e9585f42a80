/* Rows of tables: chosen fields of events, by columns. */
#ifndef ROWS_H
#define ROWS_H

#include <stdint.h>

#include "skip.h"

/* Few enough that the bytes of a batch stay in the processor's cache until its last field is read. */
#define BATCH 1024u
#define TABLES 64u
#define COLUMNS 8u
#define STEPS 8192u
#define SKIP_WORDS 16384u

/* What is done with the next bytes of each event of a batch. */
enum step_code {
    STEP_SKIP_INTEGERS,
    STEP_SKIP_BYTES,
    STEP_SKIP_TEXT,
    STEP_SKIP_VALUE,
    STEP_KEY,
    STEP_TEXT,
    STEP_TIME,
    STEP_INTEGER,
    STEP_NARROW_INTEGER,
    STEP_BYTE,
    STEP_FLOAT,
    STEP_DOUBLE,
    /* Of a column that the events have no field for: nothing is read. */
    STEP_CONSTANT,
};

struct step {
    int32_t code;
    int32_t column;
    /* How many integers or bytes to skip; nanoseconds of a unit; how many of an integer's 32 bits are not the field's; a constant. */
    double amount;
    /* Of keys, and of texts that lie in one; -1 for none. */
    int32_t pool;
    /* Who knows what an entry is, and the number of one that is missing. */
    int32_t resolver;
    int32_t missing;
    /* What a value that is skipped is made of: where in the skips, and how many words. */
    uint32_t skip_start;
    uint32_t skip_length;
    int32_t unused;
};

struct batch {
    uint32_t size;
    /* Where reading stands in each event, and where each ends. */
    const uint8_t *at[BATCH];
    const uint8_t *end[BATCH];
};

/* What skipped values are made of, for all steps. */
extern int32_t skips[SKIP_WORDS];

/* Reads one field of all events of the batch into a column: of keys (32 bits), integers (64 bits) or doubles. */
void run_step(const struct step *step, struct batch *batch, void *column);

/* What a damaged event says of itself is not followed: it is no row. */
static inline void leave_event(struct batch *batch, uint32_t event)
{
    batch->at[event] = batch->end[event] + 1;
}

#endif
