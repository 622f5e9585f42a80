#include "stacks.h"

#include "memory.h"
#include "module.h"
#include "sums.h"

/* As many as are hung below a node at a time. */
#define FRAMES 4096u
#define NO_MEMORY (-2)

struct tuples tree_frames;
struct tuples tree_nodes;

/* What is to become a stack, innermost first: method, line, place in the byte code, kind. */
static int32_t added[FRAMES][4];
/* What each node weighs by itself, and all of them with what has no stack. */
static double *self;
static double total;

uint32_t EXPORT(added_frames_address)(void) { return (uint32_t)(uintptr_t)added; }
uint32_t EXPORT(tree_frames_address)(void) { return (uint32_t)(uintptr_t)tree_frames.parts; }
uint32_t EXPORT(tree_nodes_address)(void) { return (uint32_t)(uintptr_t)tree_nodes.parts; }
uint32_t EXPORT(tree_node_count)(void) { return tree_nodes.count; }

int32_t EXPORT(start_stacks)(uint32_t seed)
{
    make_room(0);
    tuple_seed = (uint64_t)seed << 32 | (seed ^ 0x9e3779b9u);
    int is_started = start_tuples(&tree_frames, 4, 0) && start_tuples(&tree_nodes, 2, 0);
    keep_memory();
    return is_started;
}

/* Hangs so many of the added frames below a node, the last of them first: which node the first one is. */
int32_t EXPORT(add_frames)(uint32_t count, int32_t parent)
{
    start_question();
    int32_t node = parent;
    for (uint32_t index = count < FRAMES ? count : FRAMES; index > 0 && node != NO_MEMORY; index -= 1) {
        int32_t pair[2] = {node, number_of_tuple(&tree_frames, added[index - 1], 4)};
        node = pair[1] < 0 ? -1 : number_of_tuple(&tree_nodes, pair, 2);
        if (node < 0)
            node = NO_MEMORY;
    }
    keep_memory();
    return node;
}

/* Where the weights of all nodes lie, which are zero; 0 where there is no memory for them. */
uint32_t EXPORT(start_self)(void)
{
    start_question();
    self = allocate((uint64_t)tree_nodes.count * sizeof *self);
    total = 0;
    return (uint32_t)(uintptr_t)self;
}

/* Of a block of rows, whose second keys are nodes. */
void EXPORT(add_self)(uint32_t rows, uint32_t weighed, double factor)
{
    for (uint32_t row = 0; row < rows; row += 1) {
        double weight = weighed ? weight_of(block_values[row], factor) : 1;
        int32_t node = second_keys[row];
        total += weight;
        if (node >= 0 && (uint32_t)node < tree_nodes.count)
            self[node] += weight;
    }
}

double EXPORT(self_total)(void) { return total; }

/* A parent's number is smaller than its children's. */
double *weights_below(const struct tuples *nodes, const double *own)
{
    double *below = reserve((uint64_t)nodes->count * sizeof *below);
    if (below == 0)
        return 0;
    __builtin_memcpy(below, own, (uint64_t)nodes->count * sizeof *below);
    for (uint32_t node = nodes->count; node > 0; node -= 1) {
        int32_t parent = nodes->parts[(node - 1) * 2];
        if (parent != NO_NODE)
            below[parent] += below[node - 1];
    }
    return below;
}

int32_t *no_links(uint32_t count)
{
    int32_t *links = reserve((uint64_t)count * sizeof *links);
    if (links != 0)
        __builtin_memset(links, 0xff, (uint64_t)count * sizeof *links);
    return links;
}

/*
 * What methods weigh by themselves, and behind those, what they weigh with all that they called; where that lies, or 0. Of a
 * method that calls itself the outermost call has counted what is below it.
 */
uint32_t EXPORT(sum_methods)(uint32_t methods)
{
    double *sums = allocate((uint64_t)methods * 2 * sizeof *sums);
    uint32_t *open = allocate((uint64_t)methods * sizeof *open);
    double *below = weights_below(&tree_nodes, self);
    int32_t *first = no_links(tree_nodes.count);
    int32_t *next = no_links(tree_nodes.count);
    if (sums == 0 || open == 0 || below == 0 || first == 0 || next == 0)
        return 0;
    int32_t root = NO_NODE;
    for (uint32_t node = tree_nodes.count; node > 0; node -= 1) {
        int32_t parent = parent_of(node - 1);
        int32_t *list = parent == NO_NODE ? &root : &first[parent];
        next[node - 1] = *list;
        *list = (int32_t)(node - 1);
    }
    for (int32_t node = root; node != NO_NODE;) {
        int32_t method = method_of((uint32_t)node);
        if (method >= 0 && (uint32_t)method < methods) {
            sums[method] += self[node];
            if (open[method] == 0)
                sums[methods + (uint32_t)method] += below[node];
            open[method] += 1;
        }
        int32_t following = first[node];
        while (following == NO_NODE && node != NO_NODE) {
            method = method_of((uint32_t)node);
            if (method >= 0 && (uint32_t)method < methods)
                open[method] -= 1;
            following = next[node];
            node = parent_of((uint32_t)node);
        }
        node = following;
    }
    return (uint32_t)(uintptr_t)sums;
}

/* What weighs below roots of this method, and they themselves; negative where there is no memory to find out. */
double EXPORT(weight_below)(int32_t method)
{
    uint8_t *is_below = reserve(tree_nodes.count);
    if (is_below == 0)
        return -1;
    double weight = 0;
    for (uint32_t node = 0; node < tree_nodes.count; node += 1) {
        int32_t parent = parent_of(node);
        is_below[node] = parent == NO_NODE ? method_of(node) == method : is_below[parent];
        if (is_below[node])
            weight += self[node];
    }
    return weight;
}
