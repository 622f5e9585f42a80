#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "records.h"

/*
 * How long the output of a program that has ended is awaited when something that it started still holds the other end: what
 * it wrote itself is in the pipe by then.
 */
#define LINGER_MS 100

static void unblock(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

void pump_open(struct pump *pump, int from, int to) {
  pump->from = from;
  pump->to = to;
  pump->start = pump->end = 0;
  pump->closes_target = true;
  if (from >= 0) unblock(from);
  if (to >= 0) unblock(to);
}

static bool pump_is_empty(const struct pump *pump) {
  return pump->start == pump->end;
}

/* A socket that is used in both directions is only shut in this one. */
static void close_target(struct pump *pump) {
  if (pump->to < 0 || !pump->closes_target) return;
  if (shutdown(pump->to, SHUT_WR) != 0) close(pump->to);
  pump->to = -1;
}

static void pump_fill(struct pump *pump) {
  ssize_t got = read(pump->from, pump->bytes, PUMP_BYTES);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  /* A terminal that nobody holds any more answers EIO. */
  if (got <= 0) {
    pump->from = -1;
    close_target(pump);
    return;
  }
  pump->start = 0;
  /* Whoever does not listen any more does not hold the program up. */
  pump->end = pump->to < 0 ? 0 : (size_t)got;
}

static void pump_drain(struct pump *pump) {
  ssize_t written = write(pump->to, pump->bytes + pump->start, pump->end - pump->start);
  if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (written < 0) {
    pump->to = -1;
    pump->start = pump->end;
  } else {
    pump->start += (size_t)written;
  }
}

/* One entry for each pump: what it waits for next. */
static void pump_wish(const struct pump *pump, struct pollfd *wish) {
  *wish = (struct pollfd){.fd = pump->from, .events = POLLIN};
  if (!pump_is_empty(pump)) *wish = (struct pollfd){.fd = pump->to, .events = POLLOUT};
}

static void pump_work(struct pump *pump, const struct pollfd *ready) {
  if (ready->fd < 0 || ready->revents == 0) return;
  if (pump_is_empty(pump)) pump_fill(pump);
  if (!pump_is_empty(pump)) pump_drain(pump);
}

static void obey(const struct relay *relay, const struct record *command) {
  if (record_is(command, "size", 3) && relay->terminal >= 0) {
    struct winsize size = {.ws_col = (unsigned short)atoi(command->fields[1]),
                           .ws_row = (unsigned short)atoi(command->fields[2])};
    ioctl(relay->terminal, TIOCSWINSZ, &size);
  }
  if (record_is(command, "kill", 2) && relay->program >= 0)
    syscall(SYS_pidfd_send_signal, relay->program, atoi(command->fields[1]), NULL, 0);
}

static bool take_command(const struct relay *relay) {
  struct record command;
  if (!record_read(&command)) return false;
  obey(relay, &command);
  record_free(&command);
  return true;
}

static bool outputs_done(const struct relay *relay) {
  return relay->output.from < 0 && pump_is_empty(&relay->output) && relay->error.from < 0 && pump_is_empty(&relay->error);
}

enum relay_end relay_run(struct relay *relay) {
  struct pump *pumps[] = {&relay->input, &relay->output, &relay->error};
  bool ended = false;
  for (;;) {
    struct pollfd wishes[5] = {{.fd = CONTROL, .events = POLLIN}, {.fd = ended ? -1 : relay->child, .events = POLLIN}};
    for (int i = 0; i < 3; i++) pump_wish(pumps[i], &wishes[i + 2]);
    if (ended) wishes[2].fd = -1;
    bool lingers = ended && pump_is_empty(&relay->output) && pump_is_empty(&relay->error);
    int ready = poll(wishes, 5, lingers ? LINGER_MS : -1);
    if (ready < 0 && errno != EINTR) return RELAY_APP_GONE;
    if (ready == 0) return RELAY_ENDED;
    if (ready < 0) continue;
    for (int i = 0; i < 3; i++) pump_work(pumps[i], &wishes[i + 2]);
    if (wishes[0].revents != 0 && !take_command(relay)) return RELAY_APP_GONE;
    if (wishes[1].revents != 0) ended = true;
    if (relay->child < 0 && relay->input.from < 0 && pump_is_empty(&relay->input)) ended = outputs_done(relay);
    if (ended && outputs_done(relay)) return RELAY_ENDED;
  }
}
