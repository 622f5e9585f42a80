/*
 * One request of serve mode: a verb in a process of its own, a fork of this program, with pipes for its stdin, stdout and
 * stderr. A verb may so take another user, hang on a dead network disk or be killed, and nobody else notices.
 */
#ifndef SERVED_REQUEST_H
#define SERVED_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What the app may send before it is given credit. */
#define INPUT_WINDOW (512 * 1024)
#define REQUEST_LIMIT 16

struct served_request {
  bool is_open;
  uint32_t id;
  pid_t process;
  int input, output, line; /* ours ends of the pipes, or -1 */
  uint64_t credit;
  unsigned char *pending; /* input that the verb has not taken, a ring of INPUT_WINDOW bytes */
  size_t pending_start, pending_length;
  bool input_ended;
  int64_t kill_at; /* 0, or when patience with a cancelled verb ends */
  char line_text[4096];
  size_t line_length;
};

/* In the child this never returns. False if the system has no process or pipe to give. */
bool request_start(struct served_request *requests, struct served_request *request, int count, const char *const *words);

/* False if more was sent than there was credit for. */
bool request_take_input(struct served_request *request, const unsigned char *bytes, size_t length);
void request_end_input(struct served_request *request);

/* Gives the verb what it takes; how many bytes that were. */
size_t request_feed(struct served_request *request);
void request_read_line(struct served_request *request);
void request_cancel(struct served_request *request, int64_t now);
bool request_has_ended(const struct served_request *request);

/* Exit code, or 255 if it was killed; the slot is free then. */
int request_close(struct served_request *request);

#endif
