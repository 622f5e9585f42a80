/* What the program can do: each verb reads its options, writes to stdout and says in the report how it ended. */
#ifndef VERBS_H
#define VERBS_H

#include "options.h"
#include "report.h"
#include "target.h"

typedef enum outcome verb(struct options *options, struct report *report);

verb verb_list, verb_stat, verb_read, verb_write, verb_remove, verb_rename, verb_mkdir;
verb verb_walk, verb_watch, verb_space, verb_archive;
verb verb_observe, verb_proc, verb_open_files, verb_jvm, verb_jcmd;
verb verb_serve;

/* A verb and its words: does it, writes what it has to say and returns the exit code. */
int run_verb(int count, const char *const *words);

/* For verbs about `PID …` of so many words: checks the words and opens the target. After all options were asked for. */
enum outcome open_target_of(struct options *options, int words, struct target *target, struct report *report);

#endif
