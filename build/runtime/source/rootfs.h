/* A container's root file system: put together from what the machine has, then made `/` of this mount namespace. */
#ifndef ROOTFS_H
#define ROOTFS_H

#include "plan.h"

/* The name of the step that failed, with errno; NULL if the container's root is this process' root. */
const char *rootfs_enter(const struct plan *plan);

#endif
