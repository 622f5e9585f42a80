/* What /proc says of one process, as the kernel wrote it: understanding it is the reader's affair. */
#ifndef PROC_FACTS_H
#define PROC_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROC_STAT_SIZE 2048
#define PROC_COMMAND_SIZE 4096
#define PROC_CGROUP_SIZE 8192

struct proc_facts {
  char stat[PROC_STAT_SIZE];
  char status[4096]; /* the lines that somebody reads */
  char command[PROC_COMMAND_SIZE + 1];
  size_t command_length;
  char cgroup[PROC_CGROUP_SIZE];
  char links[512];
  char open_files[32];
  char root[32];
};

/* False if there is no such process any more. */
bool read_proc_facts(pid_t pid, struct proc_facts *facts);
bool read_proc_stat(pid_t pid, char stat[PROC_STAT_SIZE]);
bool read_proc_cgroup(pid_t pid, char cgroup[PROC_CGROUP_SIZE]);

/*
 * Seven fields: the line of /proc/PID/stat, up to its 24th; lines of status; the command line; the file cgroup, or nothing; the
 * namespaces, each `net=4026531840` or with its errno `net!13`, separated by blanks; how many files are open and whether the
 * root can be entered (`12`, `ok`), each or `error 13`.
 */
void proc_facts_fields(const struct proc_facts *facts, bool with_cgroup);
void open_files_field(pid_t pid);

uint64_t proc_sum(const void *bytes, size_t length);
/* Of all but the stat line, which changes all the time. */
uint64_t proc_facts_sum(const struct proc_facts *facts);

#endif
