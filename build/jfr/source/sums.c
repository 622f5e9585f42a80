#include "sums.h"

#include <wasm_simd128.h>

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

static void summarize_row(double value, double row)
{
    if (value != value)
        return;
    if (summary.count == 0)
        summary.first = value;
    summary.last = value;
    summary.count += 1;
    summary.sum += value;
    if (value > summary.most) {
        summary.most = value;
        summary.most_row = row;
    }
}

/* Values that are all numbers are gone over by twos. */
void EXPORT(summarize_rows)(uint32_t rows, double before)
{
    v128_t sum = wasm_f64x2_const_splat(0);
    v128_t most = wasm_f64x2_splat(summary.most);
    v128_t missing = wasm_i64x2_const_splat(0);
    uint32_t row = 0;
    for (; row + 2 <= rows; row += 2) {
        v128_t values = wasm_v128_load(&block_values[row]);
        missing = wasm_v128_or(missing, wasm_f64x2_ne(values, values));
        sum = wasm_f64x2_add(sum, values);
        most = wasm_f64x2_pmax(most, values);
    }
    if (row == 0 || wasm_v128_any_true(missing)) {
        for (row = 0; row < rows; row += 1)
            summarize_row(block_values[row], before + row);
        return;
    }
    double largest = wasm_f64x2_extract_lane(most, 0);
    if (wasm_f64x2_extract_lane(most, 1) > largest)
        largest = wasm_f64x2_extract_lane(most, 1);
    for (uint32_t at = 0; largest > summary.most; at += 1) {
        if (block_values[at] == largest) {
            summary.most = largest;
            summary.most_row = before + at;
        }
    }
    if (summary.count == 0)
        summary.first = block_values[0];
    summary.last = block_values[row - 1];
    summary.count += row;
    summary.sum += wasm_f64x2_extract_lane(sum, 0) + wasm_f64x2_extract_lane(sum, 1);
    if (row < rows)
        summarize_row(block_values[row], before + row);
}

/* Four sums side by side: each addition waits for the one before it. */
struct weighed weigh_rows(uint32_t from, uint32_t to, double factor)
{
    const v128_t nothing = wasm_f64x2_const_splat(0);
    const v128_t factors = wasm_f64x2_splat(factor);
    v128_t sum = nothing;
    v128_t other_sum = nothing;
    v128_t largest = nothing;
    uint32_t row = from;
    for (; row + 4 <= to; row += 4) {
        v128_t weights = wasm_f64x2_mul(wasm_v128_load(&block_values[row]), factors);
        v128_t others = wasm_f64x2_mul(wasm_v128_load(&block_values[row + 2]), factors);
        /* What is no number is not more than nothing. */
        weights = wasm_f64x2_pmax(nothing, weights);
        others = wasm_f64x2_pmax(nothing, others);
        sum = wasm_f64x2_add(sum, weights);
        other_sum = wasm_f64x2_add(other_sum, others);
        largest = wasm_f64x2_pmax(largest, wasm_f64x2_pmax(weights, others));
    }
    sum = wasm_f64x2_add(sum, other_sum);
    double first = wasm_f64x2_extract_lane(largest, 0);
    double second = wasm_f64x2_extract_lane(largest, 1);
    struct weighed weighed = {wasm_f64x2_extract_lane(sum, 0) + wasm_f64x2_extract_lane(sum, 1),
                              first > second ? first : second};
    for (; row < to; row += 1) {
        double weight = weight_of(block_values[row], factor);
        weighed.sum += weight;
        if (weight > weighed.largest)
            weighed.largest = weight;
    }
    return weighed;
}

/* Adds the rows' weights to what was added up before. */
double EXPORT(add_up)(uint32_t rows, double factor, double sum) { return sum + weigh_rows(0, rows, factor).sum; }

/* Memory for so many sums over time; 0 where there is none. */
uint32_t EXPORT(start_times)(uint32_t buckets)
{
    start_question();
    return (uint32_t)(uintptr_t)allocate((uint64_t)buckets * sizeof(double));
}

/* Of moments, all that lie between two of one span are of that span: it is divided for few of them. */
struct span {
    double place;
    double from;
    double to;
};

static double place_of(double time, double from, double width) { return __builtin_floor((time - from) / width); }

static struct span span_around(double time, double from, double width)
{
    struct span span = {place_of(time, from, width), time, time};
    if (place_of(time - width / 8, from, width) == span.place)
        span.from = time - width / 8;
    if (place_of(time + width / 8, from, width) == span.place)
        span.to = time + width / 8;
    return span;
}

/* Adds the rows' weights, or one for each, to the moments when they were, as far as those are before this one. */
void EXPORT(add_over_time)(uint32_t rows, uint32_t weighed, double factor, uint32_t sums_address, uint32_t buckets,
                           double from, double width, double until)
{
    double *sums = (double *)(uintptr_t)sums_address;
    for (uint32_t row = 0; row < rows;) {
        struct span span = span_around(block_times[row], from, width);
        uint32_t first = row;
        row += 1;
        while (row < rows && block_times[row] >= span.from && block_times[row] <= span.to)
            row += 1;
        if (span.place >= 0 && span.place < buckets)
            sums[(uint32_t)span.place] += weighed ? weigh_rows(first, row, factor).sum : row - first;
        /* What a recording has behind its end belongs to the last. */
        for (; span.place == buckets && first < row; first += 1) {
            if (block_times[first] < until)
                sums[buckets - 1] += weighed ? weigh_rows(first, first + 1, factor).sum : 1;
        }
    }
}
