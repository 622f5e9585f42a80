/* Where things are in the node's mount namespace. Nothing of it is visible outside, and nothing of it has a file. */
#ifndef LAYOUT_H
#define LAYOUT_H

/* A folder that every Linux has and that no image is made from: the node's own tmpfs lies over it. */
#define STATE "/sys"
#define STATE_VOLUMES STATE "/volumes"
/* Where a container's root file system is put together before it becomes its `/`. */
#define STATE_ROOT STATE "/root"

#endif
