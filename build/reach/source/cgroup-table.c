#include "cgroup-table.h"

#include <string.h>

#define CGROUP_LIMIT 64
#define CGROUP_TEXT_SIZE 2048

static struct {
  pid_t pid;
  size_t length;
  char text[CGROUP_TEXT_SIZE];
} entries[CGROUP_LIMIT];
static size_t count;

pid_t cgroup_find(const char *text) {
  size_t length = strlen(text);
  for (size_t i = 0; i < count; i++) {
    if (entries[i].length == length && memcmp(entries[i].text, text, length) == 0) return entries[i].pid;
  }
  return 0;
}

void cgroup_enter(const char *text, pid_t pid) {
  size_t length = strlen(text);
  if (count == CGROUP_LIMIT || length > CGROUP_TEXT_SIZE || cgroup_find(text) != 0) return;
  entries[count].pid = pid;
  entries[count].length = length;
  memcpy(entries[count].text, text, length);
  count++;
}

void cgroup_forget_all(void) {
  count = 0;
}

bool cgroup_tells(const char *text) {
  for (const char *line = text; *line != '\0';) {
    const char *end = strchr(line, '\n');
    /* `HIERARCHY:CONTROLLERS:PATH`, and the path is absolute. */
    const char *controllers = strchr(line, ':');
    const char *path = controllers == NULL ? NULL : strchr(controllers + 1, ':');
    if (path != NULL && (end == NULL || path < end) && path[1] == '/' && path[2] != '\n' && path[2] != '\0') return true;
    line = end == NULL ? line + strlen(line) : end + 1;
  }
  return false;
}
