/* Changing the target's file system: as the target's user first, so that what is made belongs to it. */
#ifndef CHANGE_H
#define CHANGE_H

#include "report.h"
#include "target.h"

/* -1 with errno if it fails; anything else is the operation's own. */
typedef int change(void *context);

/* The user that succeeded is kept until become_self. Says `as=target` or `as=self`. */
int as_target_else_self(const struct target *target, change *operation, void *context, struct report *report);

/* EEXIST if the new name is taken, on file systems that cannot promise it as well. */
int rename_without_replacing(int from_folder, const char *from, int to_folder, const char *to);

#endif
