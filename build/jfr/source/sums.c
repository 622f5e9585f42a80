#include "sums.h"

#include "memory.h"
#include "module.h"

int32_t first_keys[BLOCK];
int32_t second_keys[BLOCK];
double block_values[BLOCK];
double block_times[BLOCK];

/* Of one column: what is no number is passed over. */
static struct {
    double count;
    double sum;
    double most;
    /* Which row, counted from the beginning. */
    double most_row;
    double first;
    double last;
} summary;

uint32_t EXPORT(first_keys_address)(void) { return (uint32_t)(uintptr_t)first_keys; }
uint32_t EXPORT(second_keys_address)(void) { return (uint32_t)(uintptr_t)second_keys; }
uint32_t EXPORT(values_address)(void) { return (uint32_t)(uintptr_t)block_values; }
uint32_t EXPORT(times_address)(void) { return (uint32_t)(uintptr_t)block_times; }
uint32_t EXPORT(summary_address)(void) { return (uint32_t)(uintptr_t)&summary; }

void EXPORT(start_summary)(void)
{
    __builtin_memset(&summary, 0, sizeof summary);
    summary.most = -__builtin_inf();
}

void EXPORT(summarize_rows)(uint32_t rows, double before)
{
    for (uint32_t row = 0; row < rows; row += 1) {
        double value = block_values[row];
        if (value != value)
            continue;
        if (summary.count == 0)
            summary.first = value;
        summary.last = value;
        summary.count += 1;
        summary.sum += value;
        if (value > summary.most) {
            summary.most = value;
            summary.most_row = before + row;
        }
    }
}

/* Adds the rows' weights to what was added up before. */
double EXPORT(add_up)(uint32_t rows, double factor, double sum)
{
    for (uint32_t row = 0; row < rows; row += 1)
        sum += weight_of(block_values[row], factor);
    return sum;
}

/* Memory for so many sums over time; 0 where there is none. */
uint32_t EXPORT(start_times)(uint32_t buckets)
{
    start_question();
    return (uint32_t)(uintptr_t)allocate((uint64_t)buckets * sizeof(double));
}

/* Adds the rows' weights, or one for each, to the moments when they were. */
void EXPORT(add_over_time)(uint32_t rows, uint32_t weighed, double factor, uint32_t sums_address, uint32_t buckets,
                           double from, double width)
{
    double *sums = (double *)(uintptr_t)sums_address;
    for (uint32_t row = 0; row < rows; row += 1) {
        double place = __builtin_floor((block_times[row] - from) / width);
        if (!(place >= 0 && place <= buckets))
            continue;
        /* What is stamped with the very end belongs to the last. */
        uint32_t bucket = place == buckets ? buckets - 1 : (uint32_t)place;
        sums[bucket] += weighed ? weight_of(block_values[row], factor) : 1;
    }
}
