#include "user-map.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_map(pid_t pid, const char *name, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  bool written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
  int error = errno;
  close(file);
  errno = error;
  return written;
}

/* Every id that this process has, by the same number. */
static bool write_same(pid_t pid, const char *name, long *ids) {
  char path[64], text[1024] = "";
  snprintf(path, sizeof path, "/proc/self/%s", name);
  FILE *own = fopen(path, "re");
  if (own == NULL) return false;
  unsigned long inside, outside, count;
  *ids = 0;
  while (fscanf(own, "%lu %lu %lu", &inside, &outside, &count) == 3 && strlen(text) < sizeof text - 64) {
    snprintf(text + strlen(text), 64, "%lu %lu %lu\n", inside, inside, count);
    *ids += (long)count;
  }
  fclose(own);
  return write_map(pid, name, text);
}

static bool write_one(pid_t pid, const char *name, unsigned id) {
  char text[32];
  snprintf(text, sizeof text, "0 %u 1", id);
  return write_map(pid, name, text);
}

/* `newuidmap PID 0 OWN 1 1 FIRST COUNT`: the system's own program, which may do what a user may not. */
static bool run_mapper(const char *program, pid_t pid, unsigned own, char *first, char *count) {
  pid_t child = fork();
  if (child == 0) {
    char pid_word[16], own_word[16];
    snprintf(pid_word, sizeof pid_word, "%d", (int)pid);
    snprintf(own_word, sizeof own_word, "%u", own);
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    execlp(program, program, pid_word, "0", own_word, "1", "1", first, count, NULL);
    _exit(127);
  }
  int status;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static long write_user_maps(pid_t pid, uid_t uid, gid_t gid, char **subordinates) {
  long users, groups;
  if (uid == 0) return write_same(pid, "uid_map", &users) && write_same(pid, "gid_map", &groups) ? users : -1;
  if (subordinates != NULL && run_mapper("newgidmap", pid, gid, subordinates[2], subordinates[3]) &&
      run_mapper("newuidmap", pid, uid, subordinates[0], subordinates[1]))
    return 1 + atol(subordinates[1]);
  /* Fails where newgidmap has written it already. */
  write_map(pid, "setgroups", "deny");
  bool groups_written = write_one(pid, "gid_map", gid) || errno == EPERM;
  return groups_written && write_one(pid, "uid_map", uid) ? 1 : -1;
}

struct mapping {
  long users;
  int error;
};

/* Maps are written from outside of the namespace: only there one has the ids that are given. */
static void run_helper(int socket, char **subordinates) {
  char begin;
  pid_t parent = getppid();
  uid_t uid = geteuid();
  gid_t gid = getegid();
  if (read(socket, &begin, 1) != 1) _exit(1);
  struct mapping mapping = {.users = write_user_maps(parent, uid, gid, subordinates)};
  mapping.error = errno;
  _exit(write(socket, &mapping, sizeof mapping) == sizeof mapping ? 0 : 1);
}

int user_map_enter(struct user_map *map) {
  int sockets[2];
  bool is_root = geteuid() == 0;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return -1;
  pid_t helper = fork();
  if (helper < 0) return -1;
  if (helper == 0) {
    close(sockets[0]);
    run_helper(sockets[1], map->subordinates);
  }
  close(sockets[1]);
  struct mapping mapping = {.users = UINT_MAX};
  int unshared = unshare(CLONE_NEWUSER);
  int error = errno;
  if (unshared == 0) {
    bool answered = write(sockets[0], "", 1) == 1 && read(sockets[0], &mapping, sizeof mapping) == sizeof mapping;
    error = answered ? mapping.error : ECHILD;
    if (!answered) mapping.users = -1;
  }
  close(sockets[0]);
  waitpid(helper, NULL, 0);
  map->users = mapping.users;
  errno = error;
  if (unshared != 0) return is_root ? 0 : -1;
  return mapping.users < 0 ? -1 : 0;
}
