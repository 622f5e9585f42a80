/* Columns as they are kept: of each block of rows the differences from the least, in as few bytes as they need. */
#ifndef PACKED_H
#define PACKED_H

#include <stdint.h>

/* As many rows as lie in a block at most. */
#define PACKED_ROWS 8192u

/* How a block's values are written; differences by how many bytes each has. */
enum packing { ALL_ALIKE = 0, DIFFERENCES_8 = 1, DIFFERENCES_16 = 2, DIFFERENCES_32 = 4, DOUBLES = 8 };

/* Stands before them; all sums of the least and a difference are whole numbers that a double holds. A row is `base + (least + difference) * factor`; where all are alike, `base`. */
struct packed {
    double base;
    double factor;
    double least;
    uint32_t packing;
    uint32_t rows;
};

#define PACKED_BYTES (sizeof(struct packed) + PACKED_ROWS * sizeof(double))

/* What an integer of a column stands for: `base + (integer - start) * factor`. */
struct scale {
    double base;
    double factor;
    int64_t start;
};

/* Each gives how many bytes it has written, a multiple of eight. */
uint32_t pack_keys(const int32_t *values, uint32_t rows, struct packed *target);
uint32_t pack_integers(const int64_t *values, uint32_t rows, struct scale scale, struct packed *target);
uint32_t pack_doubles(const double *values, uint32_t rows, struct packed *target);

#endif
