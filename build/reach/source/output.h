/* What a verb produces: plain bytes, or records of fields that may hold any byte. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* All return false once the reader is gone or the verb is to end; what was not written is then lost. */
bool output_bytes(const void *bytes, size_t length);
bool output_flush(void);
/* From now on the output is blocks as in bulk.h, packed where that makes them smaller. */
void output_pack(void);

/* For a verb with a stream of its own: a reader that takes nothing for so long is gone, though nobody has said so. 0: never. */
void output_give_up_after(unsigned seconds);

/*
 * A record is its length (32 bits, big endian, without itself) and its fields; a field is its length (the same) and its
 * bytes. "ab" and "" make 00 00 00 0a  00 00 00 02 61 62  00 00 00 00.
 */
void record_begin(void);
void record_field(const void *bytes, size_t length);
__attribute__((format(printf, 1, 2))) void record_text(const char *format, ...);
bool record_end(void);

/* Writes all of it or fails; a signal in between is not the end unless the verb is to end. */
bool write_fully(int descriptor, const void *bytes, size_t length);

#endif
