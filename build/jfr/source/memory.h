/*
 * The chunk that is read, and memory for what is found out about it: both are given up for the next chunk. Or, without a chunk,
 * memory for what is kept of a recording, and for one question at a time.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdint.h>

/* Zeros behind the chunk: whoever stands at its end may read so far. */
#define SPARE_BYTES 64

/* A claim of a chunk may take no more than this; addresses have 32 bits. */
#define MOST_BYTES 0xf0000000ull

extern uint8_t *chunk;
extern uint32_t chunk_length;

/* Memory for the columns of all tables: a batch for each table, and blocks of full length for those with many rows. */
#define ROWS_ROOM (64u * 8u * 1024u + 8u * 8u * 8192u)
extern double *rows_room;

/* Forgets what was allocated, and makes room for a chunk; 0 where there is none. */
uint32_t make_room(uint32_t length);

/* Zeroed memory, aligned to 16 bytes; nothing where there is no more. */
void *allocate(uint64_t bytes);

/* The same with anything in it. */
void *reserve(uint64_t bytes);

/* What has been allocated is kept; what comes behind it is for one question, and given up for the next. */
void keep_memory(void);
void start_question(void);

#endif
