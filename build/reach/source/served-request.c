#include "served-request.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "verbs.h"

/* Time for a cancelled verb to remove what it has half made. */
#define PATIENCE_MS 3000
#define KILLED 255

static void close_and_forget(int *descriptor) {
  if (*descriptor >= 0) close(*descriptor);
  *descriptor = -1;
}

struct pipes {
  int input[2], output[2], line[2];
};

static bool open_pipes(struct pipes *pipes) {
  memset(pipes, 0xff, sizeof *pipes);
  return pipe2(pipes->input, O_CLOEXEC) == 0 && pipe2(pipes->output, O_CLOEXEC) == 0 && pipe2(pipes->line, O_CLOEXEC) == 0;
}

static void close_pipes(struct pipes *pipes) {
  for (int end = 0; end < 2; end++) {
    close_and_forget(&pipes->input[end]);
    close_and_forget(&pipes->output[end]);
    close_and_forget(&pipes->line[end]);
  }
}

/* What another request's pipes would still be open by, they would never end. */
static void close_others(struct served_request *requests) {
  for (int i = 0; i < REQUEST_LIMIT; i++) {
    if (!requests[i].is_open) continue;
    close_and_forget(&requests[i].input);
    close_and_forget(&requests[i].output);
    close_and_forget(&requests[i].line);
  }
}

_Noreturn static void run_in_child(struct served_request *requests, struct pipes *pipes, int count, const char *const *words) {
  close_others(requests);
  if (dup2(pipes->input[0], STDIN_FILENO) < 0 || dup2(pipes->output[1], STDOUT_FILENO) < 0 ||
      dup2(pipes->line[1], STDERR_FILENO) < 0) {
    _exit(OUTPUT_FAILED);
  }
  close_pipes(pipes);
  _exit(run_verb(count, words));
}

bool request_start(struct served_request *requests, struct served_request *request, int count, const char *const *words) {
  struct pipes pipes;
  pid_t process = open_pipes(&pipes) ? fork() : -1;
  if (process == 0) run_in_child(requests, &pipes, count, words);
  if (process < 0) {
    close_pipes(&pipes);
    return false;
  }
  close(pipes.input[0]);
  close(pipes.output[1]);
  close(pipes.line[1]);
  fcntl(pipes.input[1], F_SETFL, O_NONBLOCK);
  /* Fewer changes of process for each byte; refused beyond a user's share, which does no harm. */
  fcntl(pipes.output[0], F_SETPIPE_SZ, 256 * 1024);
  request->is_open = true;
  request->process = process;
  request->input = pipes.input[1];
  request->output = pipes.output[0];
  request->line = pipes.line[0];
  return true;
}

bool request_take_input(struct served_request *request, const unsigned char *bytes, size_t length) {
  if (length > INPUT_WINDOW - request->pending_length || request->input_ended) return false;
  if (request->input < 0) return true;
  if (request->pending == NULL && (request->pending = malloc(INPUT_WINDOW)) == NULL) return false;
  for (size_t taken = 0; taken < length;) {
    size_t at = (request->pending_start + request->pending_length) % INPUT_WINDOW;
    size_t part = length - taken < INPUT_WINDOW - at ? length - taken : INPUT_WINDOW - at;
    memcpy(request->pending + at, bytes + taken, part);
    request->pending_length += part;
    taken += part;
  }
  return true;
}

void request_end_input(struct served_request *request) {
  request->input_ended = true;
  if (request->pending_length == 0) close_and_forget(&request->input);
}

size_t request_feed(struct served_request *request) {
  size_t whole = INPUT_WINDOW - request->pending_start;
  size_t part = request->pending_length < whole ? request->pending_length : whole;
  ssize_t written = write(request->input, request->pending + request->pending_start, part);
  if (written < 0) {
    /* It takes no more: what is left is thrown away, and so is what may still come. */
    if (errno == EAGAIN || errno == EINTR) return 0;
    close_and_forget(&request->input);
    part = request->pending_length;
    request->pending_length = 0;
    return part;
  }
  request->pending_start = (request->pending_start + (size_t)written) % INPUT_WINDOW;
  request->pending_length -= (size_t)written;
  if (request->input_ended && request->pending_length == 0) close_and_forget(&request->input);
  return (size_t)written;
}

void request_read_line(struct served_request *request) {
  char rest[512];
  size_t room = sizeof request->line_text - request->line_length;
  ssize_t part = room > 0 ? read(request->line, request->line_text + request->line_length, room)
                          : read(request->line, rest, sizeof rest);
  if (part > 0 && room > 0) request->line_length += (size_t)part;
  if (part == 0 || (part < 0 && errno != EINTR)) close_and_forget(&request->line);
}

void request_cancel(struct served_request *request, int64_t now) {
  if (request->kill_at != 0) return;
  kill(request->process, SIGTERM);
  request->kill_at = now + PATIENCE_MS;
  /* Wakes a verb that waits for its reader or for input, should the signal have come just before. */
  close_and_forget(&request->input);
  close_and_forget(&request->output);
}

bool request_has_ended(const struct served_request *request) {
  return request->is_open && request->output < 0 && request->line < 0;
}

int request_close(struct served_request *request) {
  int status = 0;
  while (waitpid(request->process, &status, 0) < 0 && errno == EINTR) continue;
  close_and_forget(&request->input);
  close_and_forget(&request->output);
  close_and_forget(&request->line);
  free(request->pending);
  request->pending = NULL;
  request->is_open = false;
  return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED;
}
