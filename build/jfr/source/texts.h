/* Texts inside events, as numbers: hosts, paths and phases come again and again. */
#ifndef TEXTS_H
#define TEXTS_H

#include <stdint.h>

enum { TEXT_ABSENT, TEXT_EMPTY, TEXT_POOLED, TEXT_UTF8, TEXT_CHARACTERS, TEXT_LATIN1 };

/* The number of what is written from `at` to `end`; negative where it is no text. */
int32_t number_of_text(const uint8_t *at, const uint8_t *end);

#endif
