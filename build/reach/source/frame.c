#include "frame.h"

#include <string.h>

uint32_t frame_number(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void put_number(unsigned char *at, uint32_t number) {
  at[0] = (unsigned char)(number >> 24);
  at[1] = (unsigned char)(number >> 16);
  at[2] = (unsigned char)(number >> 8);
  at[3] = (unsigned char)number;
}

unsigned char *frame_room(struct frame_reader *reader, size_t *room) {
  if (reader->start > 0) {
    memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
  }
  *room = sizeof reader->buffer - reader->end;
  return reader->buffer + reader->end;
}

void frame_received(struct frame_reader *reader, size_t length) {
  reader->end += length;
}

enum frame_step frame_next(struct frame_reader *reader, struct frame *frame) {
  const unsigned char *bytes = reader->buffer + reader->start;
  size_t available = reader->end - reader->start;
  if (available < FRAME_HEADER) return FRAME_INCOMPLETE;
  size_t length = frame_number(bytes + 5);
  if (length > FRAME_LIMIT) return FRAME_WRONG;
  if (available - FRAME_HEADER < length) return FRAME_INCOMPLETE;
  frame->kind = bytes[0];
  frame->request = frame_number(bytes + 1);
  frame->length = length;
  frame->payload = bytes + FRAME_HEADER;
  reader->start += FRAME_HEADER + length;
  return FRAME_READY;
}

void frame_header(unsigned char header[FRAME_HEADER], enum frame_kind kind, uint32_t request, size_t length) {
  header[0] = (unsigned char)kind;
  put_number(header + 1, request);
  put_number(header + 5, (uint32_t)length);
}

int frame_words(const struct frame *frame, const char *words[WORDS_LIMIT]) {
  if (frame->length < 5 || frame->payload[frame->length - 1] != '\0') return -1;
  int count = 0;
  for (size_t at = 4; at < frame->length; at += strlen((const char *)frame->payload + at) + 1) {
    if (count == WORDS_LIMIT) return -1;
    words[count++] = (const char *)frame->payload + at;
  }
  return count;
}
