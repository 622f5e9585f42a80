#include "pools.h"

#include "integers.h"
#include "memory.h"
#include "module.h"
#include "walk.h"

/* Keys below this may be places in an array: HotSpot counts from one. */
#define DENSE_KEYS (1 << 21)
/* Places that all pools of a chunk may have together: few large keys must not cost much memory. */
#define DENSE_PLACES (1u << 22)
#define SMALLEST 64u

/* What the program that has loaded the module tells of a type: its id where it is small, and its value's program. */
struct description {
    int32_t small_id;
    /* In words, from the beginning of the descriptions. */
    uint32_t start;
    uint32_t length;
};

enum { INDEXED, UNDESCRIBED, DAMAGED, NO_MEMORY };

struct pool *pools;
uint32_t pool_count;

/* One more than the pool of a type with a small id. */
static uint32_t pool_of_type[DENSE_TYPES];
static uint32_t dense_left;
static uint32_t seed;
/* Which type an error is about: its id where it is not described, otherwise its pool. */
static double fault;

double EXPORT(faulty_type)(void) { return fault; }

/* Takes in the chunk's types, which were written to memory that `allocate_bytes` gave; 0 where there is no room. */
int32_t EXPORT(describe_types)(uint32_t address, uint32_t count, uint32_t new_seed)
{
    const struct description *descriptions = (const void *)(uintptr_t)address;
    __builtin_memset(pool_of_type, 0, sizeof pool_of_type);
    pool_count = 0;
    dense_left = DENSE_PLACES;
    seed = new_seed | 1;
    pools = allocate((uint64_t)count * sizeof *pools);
    if (pools == 0)
        return 0;
    pool_count = count;
    for (uint32_t index = 0; index < count; index += 1) {
        const struct description *told = &descriptions[index];
        pools[index].value = (struct program){(const int32_t *)descriptions + told->start, told->length};
        if (told->small_id >= 0 && told->small_id < (int32_t)DENSE_TYPES)
            pool_of_type[told->small_id] = index + 1;
    }
    return 1;
}

static struct hashed *place_of(const struct pool *pool, int64_t key)
{
    uint64_t hash = ((uint64_t)key ^ seed) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
    hash *= seed;
    uint32_t mask = pool->hashed_length - 1;
    for (uint32_t place = (uint32_t)(hash >> 24) & mask;; place = (place + 1) & mask) {
        struct hashed *at = &pool->hashed[place];
        if (at->entry.at == 0 || at->key == key)
            return at;
    }
}

struct entry *find_hashed(const struct pool *pool, int64_t key)
{
    struct hashed *place = place_of(pool, key);
    return place->entry.at == 0 ? 0 : &place->entry;
}

/* The address of a key's entry: where it begins, and its number; 0 where there is none. */
uint32_t EXPORT(entry_of)(uint32_t pool, double key)
{
    return pool < pool_count ? (uint32_t)(uintptr_t)find_entry(&pools[pool], (int64_t)key) : 0;
}

static int make_dense(struct pool *pool, int64_t key)
{
    uint32_t length = pool->dense_length;
    if ((uint64_t)key < length)
        return 1;
    if (key < 0 || key >= DENSE_KEYS)
        return 0;
    uint32_t wanted = SMALLEST;
    while (wanted <= key)
        wanted *= 2;
    if (wanted - length > dense_left)
        return 0;
    struct entry *larger = allocate((uint64_t)wanted * sizeof *larger);
    if (larger == 0)
        return 0;
    dense_left -= wanted - length;
    __builtin_memcpy(larger, pool->dense, (uint64_t)length * sizeof *larger);
    pool->dense = larger;
    pool->dense_length = wanted;
    return 1;
}

static int grow_hashed(struct pool *pool)
{
    struct hashed *old = pool->hashed;
    uint32_t old_length = pool->hashed_length;
    uint32_t length = old_length == 0 ? SMALLEST : old_length * 2;
    struct hashed *larger = allocate((uint64_t)length * sizeof *larger);
    if (larger == 0)
        return 0;
    pool->hashed = larger;
    pool->hashed_length = length;
    for (uint32_t index = 0; index < old_length; index += 1) {
        if (old[index].entry.at != 0)
            *place_of(pool, old[index].key) = old[index];
    }
    return 1;
}

/* Of a key that comes twice the first place counts, as for the JDK: a thread that was renamed keeps its name in a chunk. */
static int set_entry(struct pool *pool, int64_t key, uint32_t at)
{
    if (find_entry(pool, key) != 0)
        return 1;
    if (make_dense(pool, key)) {
        pool->dense[key].at = at;
        return 1;
    }
    if (pool->hashed_count * 2 >= pool->hashed_length && !grow_hashed(pool))
        return 0;
    *place_of(pool, key) = (struct hashed){key, {at, 0}};
    pool->hashed_count += 1;
    return 1;
}

static int32_t index_of(uint64_t type)
{
    return type < DENSE_TYPES ? (int32_t)pool_of_type[type] - 1 : index_of_type((uint32_t)type, (uint32_t)(type >> 32));
}

/* The entries of one pool, at most so many; called often, so that it is soon compiled well. */
static const uint8_t *add_entries(struct pool *pool, uint64_t count, const uint8_t *at, const uint8_t *end, int *full)
{
    for (; count > 0; count -= 1) {
        if (at >= end)
            return 0;
        int64_t key = key_of(read_integer(&at));
        uint32_t place = (uint32_t)(at - chunk);
        at = skip_value(pool->value, at, end);
        if (at == 0 || at > end)
            return 0;
        if (!set_entry(pool, key, place)) {
            *full = 1;
            return 0;
        }
    }
    return at;
}

/*
 * Indexes a checkpoint event. Pools without entries are legal, though the JDK's own reader stumbles over them. Start, duration
 * and the distance to the checkpoint before are passed over: the walk from the front has met them all.
 */
int32_t EXPORT(index_pools)(uint32_t event)
{
    const uint8_t *at = chunk + event;
    uint64_t size = read_integer(&at);
    const uint8_t *end = chunk + event + size;
    at = skip_integers(4, at, end);
    if (at == 0 || at >= end)
        return INDEXED;
    at += 1;
    for (uint64_t left = read_integer(&at); left > 0 && at < end; left -= 1) {
        uint64_t type = read_integer(&at);
        uint64_t count = read_integer(&at);
        if (count == 0)
            continue;
        int32_t index = index_of(type);
        if (index < 0 || (uint32_t)index >= pool_count) {
            fault = (double)key_of(type);
            return UNDESCRIBED;
        }
        int full = 0;
        at = add_entries(&pools[index], count, at, end, &full);
        if (at == 0) {
            fault = index;
            return full ? NO_MEMORY : DAMAGED;
        }
    }
    return INDEXED;
}
