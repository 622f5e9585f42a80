/*
 * The frames of serve mode, alike in both directions: kind (8 bits), request (32), length (32), all big endian, then as
 * many bytes. `01 00000007 00000002 6869` is an OPEN of request 7 with the bytes "hi".
 */
#ifndef FRAME_H
#define FRAME_H

#include <stddef.h>
#include <stdint.h>

#define FRAME_HEADER 9
#define FRAME_LIMIT (64 * 1024)

enum frame_kind {
  /* From the app. */
  FRAME_OPEN = 1,      /* credit for output (32 bits), then words, each ended by NUL */
  FRAME_INPUT = 2,     /* for the verb's stdin; costs credit */
  FRAME_INPUT_END = 3,
  FRAME_CREDIT = 4,    /* for output: bytes (32 bits) */
  FRAME_CANCEL = 5,
  FRAME_PING = 6,      /* answered with its own bytes */
  FRAME_QUIT = 7,      /* ends the program, as the end of stdin does: not every version of the channel can end stdin */
  /* From here. */
  FRAME_HELLO = 16,    /* text */
  FRAME_OUTPUT = 17,   /* of the verb's stdout; costs credit */
  FRAME_INPUT_CREDIT = 18,
  FRAME_END = 19,      /* exit code (8 bits; 255: killed), then the line of the verb's stderr */
  FRAME_PONG = 20,
};

struct frame {
  uint8_t kind;
  uint32_t request;
  size_t length;
  const unsigned char *payload;
};

struct frame_reader {
  unsigned char buffer[2 * (FRAME_HEADER + FRAME_LIMIT)];
  size_t start, end;
};

/* Where to put what is received next, and how much of it: never nothing after frames were taken. */
unsigned char *frame_room(struct frame_reader *reader, size_t *room);
void frame_received(struct frame_reader *reader, size_t length);

enum frame_step { FRAME_INCOMPLETE, FRAME_READY, FRAME_WRONG };

/* The next whole frame; its payload stays until the next frame_room. */
enum frame_step frame_next(struct frame_reader *reader, struct frame *frame);

void frame_header(unsigned char header[FRAME_HEADER], enum frame_kind kind, uint32_t request, size_t length);
uint32_t frame_number(const unsigned char *bytes);

#define WORDS_LIMIT 16

/* The words of an OPEN after its credit; their count, or -1 if they are none, too many or not ended. */
int frame_words(const struct frame *frame, const char *words[WORDS_LIMIT]);

#endif
