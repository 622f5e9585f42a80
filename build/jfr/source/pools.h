/* Constant pools: where the value of each key lies, and the number that it was given, once somebody has asked. */
#ifndef POOLS_H
#define POOLS_H

#include <stdint.h>

#include "module.h"
#include "skip.h"

struct entry {
    /* In the chunk; 0 where there is no entry. */
    uint32_t at;
    /* One more than the number; 0 where nobody has asked. */
    int32_t number;
};

struct hashed {
    int64_t key;
    struct entry entry;
};

struct pool {
    struct program value;
    /* Entries of small keys, by key. */
    struct entry *dense;
    uint32_t dense_length;
    /* All others, by open addressing; the length is a power of two. */
    uint32_t hashed_length;
    uint32_t hashed_count;
    struct hashed *hashed;
};

extern struct pool *pools;
extern uint32_t pool_count;

/* A key as a number that a double holds: those of more than 53 bits, which some agents write, are negative ones. */
static inline int64_t key_of(uint64_t integer)
{
    if (integer < 1ull << 53)
        return (int64_t)integer;
    return (int64_t)wide_key((uint32_t)integer, (uint32_t)(integer >> 32));
}

struct entry *find_hashed(const struct pool *pool, int64_t key);

/* The entry of a key; 0 where there is none. */
static inline struct entry *find_entry(const struct pool *pool, int64_t key)
{
    if ((uint64_t)key < pool->dense_length && pool->dense[key].at != 0)
        return &pool->dense[key];
    return pool->hashed_count == 0 ? 0 : find_hashed(pool, key);
}

/* What a key stands for, which `resolver` is asked once of each entry; `missing` where there is none. */
static inline int32_t number_of_key(int32_t pool, int32_t resolver, int64_t key, int32_t missing)
{
    struct entry *entry = pool < 0 || (uint32_t)pool >= pool_count ? 0 : find_entry(&pools[pool], key);
    if (entry == 0)
        return missing;
    if (entry->number == 0)
        entry->number = resolve(resolver, entry->at) + 1;
    return entry->number - 1;
}

#endif
