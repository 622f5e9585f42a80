#include "texts.h"

#include "memory.h"
#include "module.h"

/* Texts that are known again in a chunk; of more, some are asked for again. */
#define PLACES 65536u
/* How far a text may lie from where it belongs. */
#define TRIES 8u

struct known {
    /* Of which chunk: what was known of another is worth nothing. */
    uint32_t chunk;
    uint32_t at;
    uint32_t length;
    int32_t number;
};

static struct known places[PLACES];
static uint32_t chunks;
static uint64_t seed;

void EXPORT(forget_texts)(uint32_t new_seed)
{
    chunks += 1;
    seed = new_seed;
}

static uint32_t hash_of(const uint8_t *at, uint32_t length)
{
    uint64_t hash = seed ^ length;
    for (uint32_t done = 0; done < length; done += 8) {
        hash = (hash ^ low_bytes(load_word(at + done), length - done)) * 0x9e3779b97f4a7c15ull;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 16);
}

int32_t number_of_text(const uint8_t *at, const uint8_t *end)
{
    uint32_t length = (uint32_t)(end - at);
    uint32_t hash = hash_of(at, length);
    struct known *free = &places[hash % PLACES];
    for (uint32_t index = 0; index < TRIES; index += 1) {
        struct known *known = &places[(hash + index) % PLACES];
        if (known->chunk != chunks) {
            free = known;
            break;
        }
        if (known->length == length && is_same(chunk + known->at, at, length))
            return known->number;
    }
    uint32_t place = (uint32_t)(at - chunk);
    int32_t number = intern(place, length);
    if (number >= 0)
        *free = (struct known){chunks, place, length, number};
    return number;
}
