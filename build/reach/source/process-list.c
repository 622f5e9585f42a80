#include "process-list.h"

#include <dirent.h>

#include "proc-file.h"

/* The kernel lists them in order of their numbers; should one come late, it is put where it belongs. */
static void insert(struct process_list *list, pid_t pid) {
  size_t at = list->count++;
  for (; at > 0 && list->items[at - 1].pid > pid; at--) list->items[at] = list->items[at - 1];
  list->items[at] = (struct seen){.pid = pid};
}

bool list_processes(struct process_list *list, uint64_t limit) {
  DIR *proc = opendir("/proc");
  if (proc == NULL) return false;
  struct dirent *entry;
  list->count = 0;
  list->total = 0;
  while ((entry = readdir(proc)) != NULL) {
    uint64_t pid;
    if (!parse_number(entry->d_name, INT32_MAX, &pid)) continue;
    list->total++;
    if (list->count < limit) insert(list, (pid_t)pid);
  }
  closedir(proc);
  return true;
}
