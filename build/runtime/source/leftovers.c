#include "leftovers.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ino_t mnt_of(int processes, long pid) {
  char path[48];
  struct stat facts;
  snprintf(path, sizeof path, "%ld/ns/mnt", pid);
  return fstatat(processes, path, &facts, 0) == 0 ? facts.st_ino : 0;
}

void leftovers_mark(struct leftovers *leftovers, int processes, pid_t pid) {
  leftovers->processes = processes;
  leftovers->mnt = mnt_of(processes, pid);
}

static bool kill_all(const struct leftovers *leftovers) {
  bool found = false;
  int folder = openat(leftovers->processes, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = folder < 0 ? NULL : fdopendir(folder);
  if (entries == NULL) return false;
  for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
    long pid = strtol(entry->d_name, NULL, 10);
    if (pid <= 0 || mnt_of(leftovers->processes, pid) != leftovers->mnt) continue;
    found = kill((pid_t)pid, SIGKILL) == 0 || found;
  }
  closedir(entries);
  return found;
}

void leftovers_end(const struct leftovers *leftovers) {
  while (leftovers->mnt != 0 && kill_all(leftovers)) usleep(1000);
}
