/* Which cgroups have been told of already: most processes stand in one that another one stands in too. */
#ifndef CGROUP_TABLE_H
#define CGROUP_TABLE_H

#include <stdbool.h>
#include <sys/types.h>

/* A process in the same cgroups, by the text of /proc/PID/cgroup, that was entered since they were forgotten; 0 if there is none. */
pid_t cgroup_find(const char *text);
/* A text that is too long, or one too many, is not entered. */
void cgroup_enter(const char *text, pid_t pid);
void cgroup_forget_all(void);

/* Whether a path of it leads below the root: where a cgroup namespace hides them, the text tells nothing. */
bool cgroup_tells(const char *text);

#endif
