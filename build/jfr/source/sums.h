/* Sums over columns, a block of rows at a time: the columns themselves lie outside. */
#ifndef SUMS_H
#define SUMS_H

#include <stdint.h>

#define BLOCK 16384u

/* What the rows of a block say; which of these are looked at depends on what is asked. */
extern int32_t first_keys[BLOCK];
extern int32_t second_keys[BLOCK];
extern double block_values[BLOCK];
extern double block_times[BLOCK];

/* What some rows weigh together, and the heaviest of them. */
struct weighed {
    double sum;
    double largest;
};

struct weighed weigh_rows(uint32_t from, uint32_t to, double factor);

/* What is missing or negative weighs nothing. */
static inline double weight_of(double value, double factor)
{
    double weight = value * factor;
    return weight > 0 ? weight : 0;
}

#endif
