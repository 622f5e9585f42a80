/* What passes between the module and the program that has loaded it. */
#ifndef MODULE_H
#define MODULE_H

#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name))) name
#define IMPORT(name) __attribute__((import_module("reader"), import_name(#name))) name

/* None of these may throw: what unwinds through C leaves its stack behind. */

/* A small number for an event type whose id is no small one. */
extern uint32_t IMPORT(slot_of_type)(uint32_t low, uint32_t high);
/* Which of the described types has this id, which is no small one; -1 for none. */
extern int32_t IMPORT(index_of_type)(uint32_t low, uint32_t high);
/* The negative number that stands for a key of more than 53 bits. */
extern double IMPORT(wide_key)(uint32_t low, uint32_t high);
/* The number of a pool's entry that begins there. */
extern int32_t IMPORT(resolve)(int32_t resolver, uint32_t at);
/* The number of the text that is written there; negative where it is none. */
extern int32_t IMPORT(intern)(uint32_t at, uint32_t length);
/* The frame that is shown for one of the recording's: those that nobody tells apart are one. */
extern int32_t IMPORT(frame_shown)(int32_t frame);
/* So many rows of the table have been packed, and so many events more contradicted their type. */
extern void IMPORT(take_rows)(int32_t table, uint32_t rows, uint32_t broken);

#endif
