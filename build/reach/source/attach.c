#include "attach.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "interruption.h"

/* An attach file younger than this belongs to another client that is at it. */
#define OTHER_CLIENT_SECONDS 15
#define FIRST_PAUSE_MS 5
#define LONGEST_PAUSE_MS 100

int64_t monotonic_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int refuse(struct report *report, const char *detail, int error) {
  report_failure(report, SOCKET_REFUSED, detail, error);
  return -1;
}

static int connect_checked(const struct jvm *jvm, int place, struct report *report) {
  int stream = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (stream < 0) return refuse(report, "open", errno);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  /* By descriptor: exactly the one that was checked, and no limit on the path's length. */
  snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d", place);
  if (connect(stream, (struct sockaddr *)&address, sizeof address) != 0) {
    int error = errno;
    close(stream);
    /* Refused: left behind by one that has ended. Busy: ask again. */
    return error == ECONNREFUSED || error == EAGAIN ? -1 : refuse(report, "connect", error);
  }
  struct ucred peer;
  socklen_t length = sizeof peer;
  if (getsockopt(stream, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.pid == jvm->target.pid) return stream;
  close(stream);
  return refuse(report, "foreign-process", 0);
}

int attach_connect(const struct jvm *jvm, struct report *report) {
  char name[32];
  snprintf(name, sizeof name, ".java_pid%d", jvm_inner_pid(jvm));
  int place = openat(jvm->tmp, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (place < 0) return errno == ENOENT ? -1 : refuse(report, "open", errno);
  struct stat facts;
  int stream = -1;
  if (fstat(place, &facts) != 0) refuse(report, "open", errno);
  else if (!S_ISSOCK(facts.st_mode)) refuse(report, "not-a-socket", 0);
  else if (facts.st_uid != jvm->target.status.uid) refuse(report, "foreign-owner", 0);
  else stream = connect_checked(jvm, place, report);
  close(place);
  return stream;
}

struct attach_file {
  const struct jvm *jvm;
  char name[32];
  ino_t inode; /* 0 if it is not ours to remove */
};

static bool is_left_behind(const struct jvm *jvm, const struct stat *facts) {
  bool is_old = time(NULL) - facts->st_mtim.tv_sec > OTHER_CLIENT_SECONDS;
  return is_old && S_ISREG(facts->st_mode) && facts->st_uid == jvm->target.status.uid;
}

static void attach_file_name(struct attach_file *file) {
  snprintf(file->name, sizeof file->name, ".attach_pid%d", jvm_inner_pid(file->jvm));
}

/* False with a report on failure. Without an inode: another client has asked and will signal. */
static bool create_attach_file(struct attach_file *file, struct report *report) {
  int tmp = file->jvm->tmp;
  attach_file_name(file);
  for (int attempt = 0; attempt < 16; attempt++) {
    struct stat facts;
    int created = openat(tmp, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (created >= 0) {
      if (fstat(created, &facts) == 0) file->inode = facts.st_ino;
      close(created);
      return true;
    }
    if (errno != EEXIST) {
      report_failure(report, TMP_UNUSABLE, "create", errno);
      return false;
    }
    if (fstatat(tmp, file->name, &facts, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (is_left_behind(file->jvm, &facts)) file->inode = facts.st_ino;
    return true;
  }
  report_failure(report, TMP_UNUSABLE, "create", EEXIST);
  return false;
}

static void remove_attach_file(const struct attach_file *file) {
  struct stat facts;
  if (file->inode == 0 || fstatat(file->jvm->tmp, file->name, &facts, AT_SYMLINK_NOFOLLOW) != 0) return;
  if (facts.st_ino != file->inode || unlinkat(file->jvm->tmp, file->name, 0) == 0) return;
  /* Left behind by root in a sticky /tmp. */
  become_self(&file->jvm->target);
  unlinkat(file->jvm->tmp, file->name, 0);
  become_target(&file->jvm->target);
}

static bool send_quit(const struct target *target) {
  if (target->process >= 0 && syscall(SYS_pidfd_send_signal, target->process, SIGQUIT, NULL, 0) == 0) return true;
  return (target->process < 0 || errno == ENOSYS) && kill(target->pid, SIGQUIT) == 0;
}

bool attach_is_stopped(const struct target *target) {
  char text[8192];
  struct process_status now;
  return read_small_file(target->folder, "status", text, sizeof text) > 0 && parse_process_status(text, &now) &&
         (now.state == 'T' || now.state == 't');
}

static int wait_for_listener(const struct jvm *jvm, bool is_ours, int64_t deadline, struct report *report) {
  int pause = FIRST_PAUSE_MS;
  for (;;) {
    int stream = attach_connect(jvm, report);
    if (stream >= 0 || report->outcome != OK) return stream;
    if (!target_is_alive(&jvm->target)) {
      report_failure(report, NO_PROCESS, "exited", 0);
      return -1;
    }
    if (monotonic_ms() >= deadline) {
      const char *detail = attach_is_stopped(&jvm->target) ? "stopped" : is_ours ? "no-socket" : "other-client";
      report_failure(report, ATTACH_TIMEOUT, detail, 0);
      return -1;
    }
    if (!pause_ms(pause)) {
      report_failure(report, INTERRUPTED, NULL, 0);
      return -1;
    }
    pause = pause * 2 < LONGEST_PAUSE_MS ? pause * 2 : LONGEST_PAUSE_MS;
  }
}

static int ask_to_listen(const struct jvm *jvm, int timeout_ms, bool *signalled, struct report *report) {
  struct attach_file file = {.jvm = jvm};
  if (!create_attach_file(&file, report)) return -1;
  /* Once more: another client may have made it listen since, and then a signal would mean a thread dump. */
  int stream = attach_connect(jvm, report);
  if (stream < 0 && report->outcome == OK) {
    bool is_ours = file.inode != 0;
    /* One that is still on its way is enough: the listener's second is a thread dump. */
    bool asks = is_ours && (jvm->target.status.pending_signals >> (SIGQUIT - 1) & 1) == 0;
    if (asks && !(*signalled = send_quit(&jvm->target))) report_failure(report, NO_ACCESS, "signal", errno);
    else stream = wait_for_listener(jvm, is_ours, monotonic_ms() + timeout_ms, report);
    /* Whenever the signal is taken, a missing file would make it a thread dump: it stays until the next contact. */
    if (is_ours && stream < 0 && report->outcome != NO_ACCESS && target_is_alive(&jvm->target)) {
      report_number(report, "attach_file", 1);
      return -1;
    }
  }
  remove_attach_file(&file);
  return stream;
}

/* With a listener nobody needs it any more, except a client that made it just now and would signal. */
static void remove_what_was_left(const struct jvm *jvm, struct report *report) {
  struct attach_file file = {.jvm = jvm};
  struct stat facts;
  attach_file_name(&file);
  if (fstatat(jvm->tmp, file.name, &facts, AT_SYMLINK_NOFOLLOW) != 0 || !is_left_behind(jvm, &facts)) return;
  file.inode = facts.st_ino;
  remove_attach_file(&file);
  report_number(report, "removed", 1);
}

bool attach_file_is_left(const struct jvm *jvm) {
  struct attach_file file = {.jvm = jvm};
  struct stat facts;
  attach_file_name(&file);
  return fstatat(jvm->tmp, file.name, &facts, AT_SYMLINK_NOFOLLOW) == 0 && is_left_behind(jvm, &facts);
}

int attach_open(const struct jvm *jvm, int timeout_ms, struct report *report) {
  bool signalled = false;
  int64_t started = monotonic_ms();
  int stream = jvm->tmp < 0 ? -1 : attach_connect(jvm, report);
  if (stream >= 0) remove_what_was_left(jvm, report);
  else if (report->outcome == OK && jvm_check(jvm, report) == OK) {
    stream = ask_to_listen(jvm, timeout_ms, &signalled, report);
  }
  report_number(report, "signalled", signalled);
  report_number(report, "attach_ms", (uint64_t)(monotonic_ms() - started));
  return stream;
}
