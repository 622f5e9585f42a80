/* serve: many requests over one stdin and stdout, until stdin ends or nothing is heard from the app any more. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attach.h"
#include "frame.h"
#include "interruption.h"
#include "served-request.h"
#include "verbs.h"

#define SILENCE_MS 60000
#define TICK_MS 1000
/* A frame's room is kept free for ends and answers. */
#define RESERVE (FRAME_HEADER + 8192)

struct server {
  struct frame_reader reader;
  struct served_request requests[REQUEST_LIMIT];
  unsigned char out[4 * FRAME_LIMIT];
  size_t out_start, out_end;
  int64_t heard_at;
  bool has_quit;
  bool failed; /* what is received makes no sense */
};

static size_t out_room(const struct server *server) {
  return sizeof server->out - server->out_end;
}

static void send_frame(struct server *server, enum frame_kind kind, uint32_t request, const void *payload, size_t length) {
  if (out_room(server) < FRAME_HEADER + length) {
    server->failed = true;
    return;
  }
  frame_header(server->out + server->out_end, kind, request, length);
  if (length > 0) memcpy(server->out + server->out_end + FRAME_HEADER, payload, length);
  server->out_end += FRAME_HEADER + length;
}

static struct served_request *request_of(struct server *server, uint32_t id) {
  for (int i = 0; i < REQUEST_LIMIT; i++) {
    if (server->requests[i].is_open && server->requests[i].id == id) return &server->requests[i];
  }
  return NULL;
}

static void refuse_request(struct server *server, uint32_t id, const char *detail, int error) {
  char payload[256];
  payload[0] = USAGE;
  int length = snprintf(payload + 1, sizeof payload - 1, "kesako-reach: v=" REACH_VERSION " result=usage exit=%d detail=%s errno=%d\n",
                        USAGE, detail, error);
  send_frame(server, FRAME_END, id, payload, (size_t)length + 1);
}

static void open_request(struct server *server, const struct frame *frame) {
  const char *words[WORDS_LIMIT];
  int count = frame_words(frame, words);
  struct served_request *request = NULL;
  for (int i = 0; i < REQUEST_LIMIT && request == NULL; i++) {
    if (!server->requests[i].is_open) request = &server->requests[i];
  }
  if (request_of(server, frame->request) != NULL) {
    server->failed = true;
  } else if (count < 1 || strcmp(words[0], "serve") == 0) {
    refuse_request(server, frame->request, "words", 0);
  } else if (request == NULL) {
    refuse_request(server, frame->request, "too-many", 0);
  } else {
    memset(request, 0, sizeof *request);
    request->id = frame->request;
    request->credit = frame_number(frame->payload);
    if (!request_start(server->requests, request, count, words)) refuse_request(server, frame->request, "process", errno);
  }
}

static void give_input(struct server *server, struct served_request *request, const struct frame *frame) {
  if (!request_take_input(request, frame->payload, frame->length)) {
    server->failed = true;
  } else if (request->input < 0 && frame->length > 0) {
    /* Nobody reads it: credit at once, so that the app is not left waiting. */
    unsigned char credit[4] = {0, (unsigned char)(frame->length >> 16), (unsigned char)(frame->length >> 8), (unsigned char)frame->length};
    send_frame(server, FRAME_INPUT_CREDIT, request->id, credit, sizeof credit);
  }
}

static void take_frame(struct server *server, const struct frame *frame) {
  /* Of a request that has just ended, frames may still be under way. */
  struct served_request *request = request_of(server, frame->request);
  switch (frame->kind) {
  case FRAME_OPEN: open_request(server, frame); break;
  case FRAME_INPUT:
    if (request != NULL) give_input(server, request, frame);
    break;
  case FRAME_INPUT_END:
    if (request != NULL) request_end_input(request);
    break;
  case FRAME_CREDIT:
    if (frame->length != 4) server->failed = true;
    else if (request != NULL) request->credit += frame_number(frame->payload);
    break;
  case FRAME_CANCEL:
    if (request != NULL) request_cancel(request, monotonic_ms());
    break;
  case FRAME_PING:
    if (frame->length > 64) server->failed = true;
    else send_frame(server, FRAME_PONG, frame->request, frame->payload, frame->length);
    break;
  case FRAME_QUIT: server->has_quit = true; break;
  default: server->failed = true;
  }
}

/* False at the end of stdin. */
static bool receive(struct server *server) {
  size_t room;
  unsigned char *at = frame_room(&server->reader, &room);
  ssize_t part = read(STDIN_FILENO, at, room);
  if (part < 0) return errno == EINTR || errno == EAGAIN;
  if (part == 0) return false;
  frame_received(&server->reader, (size_t)part);
  server->heard_at = monotonic_ms();
  return true;
}

/* Frames wait while their answers would have no room. */
static void take_frames(struct server *server) {
  struct frame frame;
  while (!server->failed && out_room(server) >= RESERVE) {
    enum frame_step step = frame_next(&server->reader, &frame);
    if (step == FRAME_WRONG) server->failed = true;
    if (step != FRAME_READY) return;
    take_frame(server, &frame);
  }
}

static bool drain(struct server *server) {
  ssize_t part = write(STDOUT_FILENO, server->out + server->out_start, server->out_end - server->out_start);
  if (part < 0) return errno == EAGAIN || errno == EINTR;
  server->out_start += (size_t)part;
  if (server->out_start == server->out_end) server->out_start = server->out_end = 0;
  return true;
}

static void make_room(struct server *server) {
  if (server->out_start == 0) return;
  memmove(server->out, server->out + server->out_start, server->out_end - server->out_start);
  server->out_end -= server->out_start;
  server->out_start = 0;
}

static bool may_read_output(const struct server *server, const struct served_request *request) {
  return request->output >= 0 && request->credit > 0 && out_room(server) >= RESERVE + FRAME_HEADER + FRAME_LIMIT / 4;
}

/* Read to where it is sent from: behind the place of its header. */
static void read_output(struct server *server, struct served_request *request) {
  size_t room = out_room(server) - RESERVE - FRAME_HEADER;
  if (room > FRAME_LIMIT) room = FRAME_LIMIT;
  if (room > request->credit) room = (size_t)request->credit;
  ssize_t part = read(request->output, server->out + server->out_end + FRAME_HEADER, room);
  if (part < 0 && errno == EINTR) return;
  if (part <= 0) {
    close(request->output);
    request->output = -1;
    return;
  }
  frame_header(server->out + server->out_end, FRAME_OUTPUT, request->id, (size_t)part);
  server->out_end += FRAME_HEADER + (size_t)part;
  request->credit -= (uint64_t)part;
}

static void feed_input(struct server *server, struct served_request *request) {
  size_t taken = request_feed(request);
  unsigned char credit[4] = {0, (unsigned char)(taken >> 16), (unsigned char)(taken >> 8), (unsigned char)taken};
  if (taken > 0) send_frame(server, FRAME_INPUT_CREDIT, request->id, credit, sizeof credit);
}

static void end_request(struct server *server, struct served_request *request) {
  unsigned char payload[1 + sizeof request->line_text];
  payload[0] = (unsigned char)request_close(request);
  memcpy(payload + 1, request->line_text, request->line_length);
  send_frame(server, FRAME_END, request->id, payload, 1 + request->line_length);
}

struct sources {
  struct pollfd stdin_, stdout_;
  struct pollfd input[REQUEST_LIMIT], output[REQUEST_LIMIT], line[REQUEST_LIMIT];
};

static struct pollfd source(int descriptor, short events, bool wanted) {
  return (struct pollfd){.fd = wanted ? descriptor : -1, .events = events};
}

static void choose_sources(const struct server *server, struct sources *sources) {
  bool has_room = out_room(server) >= RESERVE;
  sources->stdin_ = source(STDIN_FILENO, POLLIN, has_room);
  /* Asked even without anything to send: that nobody reads any more is told this way. */
  sources->stdout_ = source(STDOUT_FILENO, server->out_end > server->out_start ? POLLOUT : 0, true);
  for (int i = 0; i < REQUEST_LIMIT; i++) {
    const struct served_request *request = &server->requests[i];
    sources->input[i] = source(request->input, POLLOUT, request->is_open && request->pending_length > 0 && has_room);
    sources->output[i] = source(request->output, POLLIN, request->is_open && may_read_output(server, request));
    sources->line[i] = source(request->line, POLLIN, request->is_open);
  }
}

static void serve_requests(struct server *server, const struct sources *sources, int first) {
  int64_t now = monotonic_ms();
  for (int turn = 0; turn < REQUEST_LIMIT; turn++) {
    int i = (first + turn) % REQUEST_LIMIT;
    struct served_request *request = &server->requests[i];
    if (!request->is_open) continue;
    if (sources->input[i].revents != 0 && request->input >= 0 && out_room(server) >= RESERVE) feed_input(server, request);
    if (sources->output[i].revents != 0 && may_read_output(server, request)) read_output(server, request);
    if (sources->line[i].revents != 0 && request->line >= 0) request_read_line(request);
    if (request->kill_at != 0 && now >= request->kill_at) kill(request->process, SIGKILL);
    if (request_has_ended(request) && out_room(server) >= RESERVE) end_request(server, request);
  }
}

static enum outcome serve(struct server *server, int64_t silence_ms, struct report *report) {
  struct sources sources;
  for (int first = 0;; first = (first + 1) % REQUEST_LIMIT) {
    choose_sources(server, &sources);
    int ready = poll((struct pollfd *)&sources, sizeof sources / sizeof(struct pollfd), TICK_MS);
    if (interrupted()) return report_failure(report, INTERRUPTED, "signal", 0);
    if (ready < 0 && errno != EINTR) return report_failure(report, INTERRUPTED, "poll", errno);
    if (ready > 0) {
      if ((sources.stdout_.revents & POLLERR) != 0) return report_failure(report, OUTPUT_FAILED, NULL, 0);
      if ((sources.stdout_.revents & POLLOUT) != 0 && !drain(server)) return report_failure(report, OUTPUT_FAILED, NULL, errno);
      if (sources.stdin_.revents != 0 && !receive(server)) return OK;
    } else {
      memset(&sources, 0, sizeof sources);
    }
    make_room(server);
    take_frames(server);
    serve_requests(server, &sources, first);
    if (server->has_quit) return OK;
    if (server->failed) return report_failure(report, USAGE, "protocol", 0);
    if (monotonic_ms() - server->heard_at > silence_ms) return report_failure(report, INTERRUPTED, "silence", 0);
  }
}

/* All are told at once, and each gets what is left of the same patience. */
static void end_all(struct server *server) {
  int64_t now = monotonic_ms();
  for (int i = 0; i < REQUEST_LIMIT; i++) {
    if (server->requests[i].is_open) request_cancel(&server->requests[i], now);
  }
  for (int i = 0; i < REQUEST_LIMIT; i++) {
    struct served_request *request = &server->requests[i];
    while (request->is_open && !request_has_ended(request)) {
      struct pollfd line = {.fd = request->line, .events = POLLIN};
      int64_t left = request->kill_at - monotonic_ms();
      if (left <= 0) kill(request->process, SIGKILL);
      if (poll(&line, 1, left > 0 ? (int)left : 100) > 0) request_read_line(request);
    }
    if (request->is_open) request_close(request);
  }
}

/* What was uploaded for this run goes with it, also when the app never comes back. Only ever this very program. */
static void remove_self(const char *path, struct report *report) {
  struct stat named, running;
  bool is_self = lstat(path, &named) == 0 && stat("/proc/self/exe", &running) == 0 && named.st_dev == running.st_dev &&
                 named.st_ino == running.st_ino;
  report_number(report, "removed", is_self && unlink(path) == 0);
}

enum outcome verb_serve(struct options *options, struct report *report) {
  static struct server server;
  int64_t silence_ms = (int64_t)option_number(options, "silence-ms", SILENCE_MS, SILENCE_MS);
  const char *program = option_text(options, "remove");
  if (!options_end(options, 0)) return report_failure(report, USAGE, NULL, 0);
  int flags = fcntl(STDOUT_FILENO, F_GETFL);
  if (flags < 0 || fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK) != 0) {
    return report_failure(report, OUTPUT_FAILED, NULL, errno);
  }
  server.heard_at = monotonic_ms();
  char hello[128];
  int length = snprintf(hello, sizeof hello, "kesako-reach: v=" REACH_VERSION " requests=%d window=%d own=%d uid=%u gid=%u", REQUEST_LIMIT,
                        INPUT_WINDOW, (int)getpid(), geteuid(), getegid());
  send_frame(&server, FRAME_HELLO, 0, hello, (size_t)length);
  serve(&server, silence_ms, report);
  end_all(&server);
  if (program != NULL) remove_self(program, report);
  return report->outcome;
}
