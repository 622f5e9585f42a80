/* The tree of all stacks of a recording: a node is its parent and a frame, a frame is four integers. */
#ifndef STACKS_H
#define STACKS_H

#include "tuples.h"

#define NO_NODE (-1)

extern struct tuples tree_frames;
extern struct tuples tree_nodes;

/* What each node of a tree weighs with all below it, where their own weights are these; 0 where there is no memory. */
double *weights_below(const struct tuples *nodes, const double *own);

/* So many links, which lead nowhere yet; 0 where there is no memory. */
int32_t *no_links(uint32_t count);

static inline int32_t parent_of(uint32_t node) { return tree_nodes.parts[node * 2]; }
static inline int32_t frame_of(uint32_t node) { return tree_nodes.parts[node * 2 + 1]; }
static inline int32_t method_of(uint32_t node) { return tree_frames.parts[frame_of(node) * 4]; }

#endif
