/* jcmd: a diagnostic command of a HotSpot virtual machine, without a JDK. Version 1 of its attach protocol. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attach.h"
#include "interruption.h"
#include "output.h"
#include "verbs.h"

/* The protocol's: with one more the virtual machine hangs up without a word. */
#define COMMAND_LIMIT 1024

static bool send_command(int stream, const char *command) {
  char request[COMMAND_LIMIT + 16] = "1\0jcmd";
  size_t used = 7;
  size_t length = strlen(command);
  memcpy(request + used, command, length);
  /* Three arguments always: the command and two that are empty. */
  used += length + 3;
  for (size_t sent = 0; sent < used;) {
    ssize_t part = send(stream, request + sent, used - sent, MSG_NOSIGNAL);
    if (part < 0 && errno == EINTR && !interrupted()) continue;
    if (part <= 0) return false;
    sent += (size_t)part;
  }
  return true;
}

struct reply {
  bool has_code;
  char line[16];
  size_t line_length;
  int code;
  uint64_t bytes;
};

/* The first line is the code, a number that may be negative. False if it is none. */
static bool take_code(struct reply *reply, const char **bytes, size_t *length) {
  while (*length > 0 && !reply->has_code) {
    char letter = **bytes;
    (*bytes)++;
    (*length)--;
    if (letter == '\n') {
      if (reply->line_length == 0) return false;
      int sign = reply->line[0] == '-' ? -1 : 1;
      for (size_t i = sign < 0; i < reply->line_length; i++) reply->code = reply->code * 10 + (reply->line[i] - '0');
      reply->code *= sign;
      reply->has_code = true;
    } else if (reply->line_length >= 9 || !((letter >= '0' && letter <= '9') || (letter == '-' && reply->line_length == 0))) {
      return false;
    } else {
      reply->line[reply->line_length++] = letter;
    }
  }
  return true;
}

static enum outcome receive_part(int stream, struct reply *reply, bool *at_end, struct report *report) {
  static char buffer[64 * 1024];
  ssize_t part = recv(stream, buffer, sizeof buffer, 0);
  if (part < 0 && (errno == EAGAIN || errno == EINTR)) return OK;
  if (part < 0) return report_failure(report, NO_REPLY, "read", errno);
  *at_end = part == 0;
  const char *bytes = buffer;
  size_t length = (size_t)part;
  if (!reply->has_code && !take_code(reply, &bytes, &length)) return report_failure(report, NO_REPLY, "not-the-protocol", 0);
  reply->bytes += length;
  bool written = output_bytes(bytes, length) && output_flush();
  return written ? OK : report_failure(report, OUTPUT_FAILED, NULL, 0);
}

/* The time starts anew with every byte: a heap dump says nothing for minutes, and then all at once. */
static enum outcome receive(const struct jvm *jvm, int stream, int timeout_ms, struct reply *reply, struct report *report) {
  int64_t deadline = monotonic_ms() + timeout_ms;
  for (bool at_end = false; !at_end;) {
    struct pollfd sources[] = {
        {.fd = stream, .events = POLLIN},
        {.fd = STDOUT_FILENO, .events = 0},
        {.fd = jvm->target.process, .events = POLLIN},
    };
    int64_t left = deadline - monotonic_ms();
    if (interrupted()) return report_failure(report, INTERRUPTED, NULL, 0);
    if (left <= 0) return report_failure(report, REPLY_TIMEOUT, attach_is_stopped(&jvm->target) ? "stopped" : "busy", 0);
    int ready = poll(sources, 3, (int)left);
    if (ready <= 0) continue;
    if (sources[0].revents != 0) {
      enum outcome received = receive_part(stream, reply, &at_end, report);
      if (received != OK) return received;
      deadline = monotonic_ms() + timeout_ms;
    } else if (sources[1].revents != 0) {
      return report_failure(report, OUTPUT_FAILED, NULL, 0);
    } else if (sources[2].revents != 0) {
      return report_failure(report, NO_REPLY, "exited", 0);
    }
  }
  if (!reply->has_code) return report_failure(report, NO_REPLY, "closed", 0);
  return reply->code == 0 ? OK : report_failure(report, COMMAND_FAILED, NULL, 0);
}

enum outcome verb_jcmd(struct options *options, struct report *report) {
  static struct jvm jvm;
  pid_t pid;
  int attach_ms = (int)option_number(options, "attach-ms", 10000, 600000);
  int reply_ms = (int)option_number(options, "reply-ms", 120000, 86400000);
  jvm.target.force_walk = option_given(options, "without-openat2");
  if (!options_end(options, 2) || !option_pid(options, 0, &pid)) return report_failure(report, USAGE, NULL, 0);
  const char *command = option_word(options, 1);
  if (*command == '\0' || strpbrk(command, "\r\n") != NULL) return report_failure(report, USAGE, "command", 0);
  if (strlen(command) > COMMAND_LIMIT) return report_failure(report, USAGE, "command-too-long", 0);
  int64_t started = monotonic_ms();
  if (jvm_open(&jvm, pid, report) != OK) return report->outcome;
  report_jvm(&jvm, report);
  int stream = attach_open(&jvm, attach_ms, report);
  if (stream < 0) return report->outcome;
  struct reply reply = {0};
  if (send_command(stream, command)) receive(&jvm, stream, reply_ms, &reply, report);
  else report_failure(report, NO_REPLY, "send", errno);
  close(stream);
  if (reply.has_code) report_signed(report, "code", reply.code);
  report_number(report, "bytes", reply.bytes);
  report_number(report, "total_ms", (uint64_t)(monotonic_ms() - started));
  return report->outcome;
}
