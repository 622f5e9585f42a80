/* Small files of /proc: read whole and bounded, taken apart without trust. */
#ifndef PROC_FILE_H
#define PROC_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* At most `size - 1` bytes and a NUL; the length, or -1 with errno. */
ssize_t read_small_file(int folder, const char *path, char *buffer, size_t size);

#define DEEPEST_PID_NAMESPACE 32

struct process_status {
  char state;
  pid_t parent;
  uid_t uid; /* effective */
  gid_t gid;
  uint64_t caught_signals;
  uint64_t pending_signals; /* of the process or of its first thread */
  uint64_t capabilities; /* effective */
  uint64_t threads;
  uint64_t resident_kib;
  /* Its number in each PID namespace from ours inwards. */
  pid_t numbers[DEEPEST_PID_NAMESPACE];
  int number_count;
};

/* False if the text, /proc/PID/status, has no state or no ids. */
bool parse_process_status(const char *text, struct process_status *status);

/* The 22nd field of /proc/PID/stat, in clock ticks after the boot; 0 if there is none. A name may hold `)` and blanks. */
uint64_t parse_start_time(const char *text);

/* Up to the 24th field, its resident pages: what comes after that changes often and nobody reads it. */
size_t stat_length(const char *text);

/* A whole decimal number, or false. */
bool parse_number(const char *text, uint64_t limit, uint64_t *number);

#endif
