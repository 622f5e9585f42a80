/* Rows that have the same one or two keys, added up; and of chosen groups all weights, for their percentiles. */
#include "memory.h"
#include "module.h"
#include "sums.h"

#define SMALLEST 256u

struct group {
    double events;
    double weight;
    double largest;
    double bytes;
    int32_t first;
    int32_t second;
    /* Where its weights begin, counted from one, and how many are there already. */
    uint32_t start;
    uint32_t filled;
};

static struct group *groups;
static uint32_t group_count;
static uint32_t group_room;
/* One more than the group, by open addressing. */
static uint32_t *slots;
static uint32_t slot_count;
static uint32_t seed;
/* Of the rows of a block; or of all rows, where they are gone over again for their weights. */
static uint32_t block_groups[BLOCK];
static uint32_t *group_of;
static uint32_t *all_groups;
static uint32_t *kept_groups;
static double *weights;
static uint32_t weight_count;

uint32_t EXPORT(groups_address)(void) { return (uint32_t)(uintptr_t)groups; }

/* `kept_rows` is how many rows will be gone over again; 0 where none are. */
int32_t EXPORT(start_groups)(uint32_t new_seed, uint32_t kept_rows)
{
    start_question();
    all_groups = kept_rows == 0 ? 0 : reserve((uint64_t)kept_rows * sizeof *all_groups);
    if (kept_rows > 0 && all_groups == 0)
        return 0;
    kept_groups = all_groups;
    group_of = block_groups;
    seed = new_seed | 1;
    group_count = 0;
    group_room = SMALLEST;
    slot_count = SMALLEST * 2;
    weights = 0;
    weight_count = 0;
    groups = allocate(group_room * sizeof *groups);
    slots = allocate(slot_count * sizeof *slots);
    return groups != 0 && slots != 0;
}

static uint32_t *slot_of(int32_t first, int32_t second)
{
    uint64_t hash = ((uint64_t)(uint32_t)first << 32 | (uint32_t)second) ^ seed;
    hash *= 0x9e3779b97f4a7c15ull;
    hash = (hash ^ hash >> 32) * seed;
    for (uint32_t place = (uint32_t)(hash >> 24);; place += 1) {
        uint32_t *slot = &slots[place & (slot_count - 1)];
        if (*slot == 0 || (groups[*slot - 1].first == first && groups[*slot - 1].second == second))
            return slot;
    }
}

static int grow(void)
{
    struct group *more = allocate((uint64_t)group_room * 2 * sizeof *more);
    uint32_t *more_slots = allocate((uint64_t)slot_count * 2 * sizeof *more_slots);
    if (more == 0 || more_slots == 0)
        return 0;
    __builtin_memcpy(more, groups, (uint64_t)group_count * sizeof *more);
    groups = more;
    group_room *= 2;
    slots = more_slots;
    slot_count *= 2;
    for (uint32_t index = 0; index < group_count; index += 1)
        *slot_of(groups[index].first, groups[index].second) = index + 1;
    return 1;
}

/* Gives each row of the block its group, and how many groups there are; -1 where there is no memory for them. */
int32_t EXPORT(group_rows)(uint32_t rows, uint32_t has_second)
{
    if (kept_groups != 0) {
        group_of = kept_groups;
        kept_groups += rows;
    }
    uint32_t last = 0;
    int32_t last_first = 0;
    int32_t last_second = 0;
    for (uint32_t row = 0; row < rows; row += 1) {
        int32_t first = first_keys[row];
        int32_t second = has_second ? second_keys[row] : 0;
        /* Rows of one group come in a row. */
        if (row == 0 || first != last_first || second != last_second) {
            if (group_count == group_room && !grow())
                return -1;
            uint32_t *slot = slot_of(first, second);
            if (*slot == 0) {
                groups[group_count] = (struct group){.first = first, .second = second};
                group_count += 1;
                *slot = group_count;
            }
            last = *slot - 1;
            last_first = first;
            last_second = second;
        }
        group_of[row] = last;
    }
    return (int32_t)group_count;
}

/* Rows of one group come in a row: where those end that begin there. */
static uint32_t end_of_run(uint32_t row, uint32_t rows)
{
    uint32_t index = group_of[row];
    do
        row += 1;
    while (row < rows && group_of[row] == index);
    return row;
}

void EXPORT(add_weights)(uint32_t rows, uint32_t weighed, double factor)
{
    for (uint32_t row = 0; row < rows;) {
        struct group *group = &groups[group_of[row]];
        uint32_t end = end_of_run(row, rows);
        struct weighed run = weighed ? weigh_rows(row, end, factor) : (struct weighed){end - row, 1};
        group->events += end - row;
        group->weight += run.sum;
        if (run.largest > group->largest)
            group->largest = run.largest;
        row = end;
    }
}

void EXPORT(add_bytes)(uint32_t rows)
{
    for (uint32_t row = 0; row < rows;) {
        struct group *group = &groups[group_of[row]];
        uint32_t end = end_of_run(row, rows);
        group->bytes += weigh_rows(row, end, 1).sum;
        row = end;
    }
}

/* All weights of this group are wanted. */
void EXPORT(want_weights)(uint32_t group)
{
    groups[group].start = weight_count + 1;
    weight_count += (uint32_t)groups[group].events;
}

int32_t EXPORT(start_weights)(void)
{
    weights = reserve((uint64_t)weight_count * sizeof *weights);
    group_of = all_groups;
    return weights != 0;
}

/* Of the rows that come next, in the order in which they were grouped. */
void EXPORT(keep_weights)(uint32_t rows, uint32_t weighed, double factor)
{
    for (uint32_t row = 0; row < rows; row += 1) {
        struct group *group = &groups[group_of[row]];
        if (group->start == 0 || group->filled >= group->events)
            continue;
        weights[group->start - 1 + group->filled] = weighed ? weight_of(block_values[row], factor) : 1;
        group->filled += 1;
    }
    group_of += rows;
}

static double smaller(double one, double other) { return one < other ? one : other; }
static double larger(double one, double other) { return one > other ? one : other; }

static double middle_of(double first, double second, double third)
{
    return larger(smaller(first, second), smaller(larger(first, second), third));
}

/*
 * Moves what is smaller than the pivot, or no larger, to the front: where that ends. Without a branch for each weight, which
 * nobody could predict; a function of its own, as what is called often is soon compiled well.
 */
__attribute__((noinline)) static uint32_t smaller_to_front(double *own, uint32_t low, uint32_t high, double pivot)
{
    for (uint32_t place = low; place < high; place += 1) {
        double weight = own[place];
        own[place] = own[low];
        own[low] = weight;
        low += weight < pivot;
    }
    return low;
}

__attribute__((noinline)) static uint32_t no_larger_to_front(double *own, uint32_t low, uint32_t high, double pivot)
{
    for (uint32_t place = low; place < high; place += 1) {
        double weight = own[place];
        own[place] = own[low];
        own[low] = weight;
        low += weight <= pivot;
    }
    return low;
}

/*
 * The weight that would stand at this rank if all were sorted; those from `from` on have not been looked at for smaller
 * ranks (a selection: those before the rank are no larger afterwards, those behind it no smaller).
 */
double EXPORT(weight_at_rank)(uint32_t index, uint32_t from, uint32_t rank)
{
    struct group *group = &groups[index];
    double *own = weights + group->start - 1;
    if (rank >= group->filled)
        return 0;
    uint32_t low = from;
    uint32_t high = group->filled;
    while (high - low > 1) {
        double pivot = middle_of(own[low], own[low + (high - low) / 2], own[high - 1]);
        uint32_t middle = smaller_to_front(own, low, high, pivot);
        if (rank < middle) {
            high = middle;
            continue;
        }
        /* From here on nothing is smaller than the pivot, and what is like it comes first. */
        low = no_larger_to_front(own, middle, high, pivot);
        if (rank < low)
            break;
    }
    return own[rank];
}

/* The smallest of those behind this rank, which `weight_at_rank` has been asked for; negative where there is none. */
double EXPORT(least_behind)(uint32_t index, uint32_t rank)
{
    const struct group *group = &groups[index];
    const double *own = weights + group->start - 1;
    if (rank + 1 >= group->filled)
        return -1;
    double least = own[rank + 1];
    for (uint32_t place = rank + 2; place < group->filled; place += 1)
        least = smaller(least, own[place]);
    return least;
}
