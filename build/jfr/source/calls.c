/*
 * The tree of the calls that lead to what is counted, as it is shown: frames are those that a person tells apart, and at the
 * root there may be groups, of threads or of states. Node 0 is all.
 */
#include "memory.h"
#include "module.h"
#include "stacks.h"
#include "sums.h"

/* Frames of a stack at most, with the one that stands for lost ones; `limits.ts` has it. */
#define MOST_DEPTH 65600u

/* A node of the tree of all stacks, to be found below a node of this one. */
struct step {
    int32_t number;
    int32_t node;
};

/* Nodes of this tree: parent and frame. */
static struct tuples calls;
static double *self;
static uint32_t self_room;
/* Where nodes of the tree of all stacks have been met before: below which node, and what they are here. */
static struct tuples met;
static int32_t *met_as;
static uint32_t met_room;
/* One more than the frame that is shown for one of the recording's; 0 where nobody has asked. */
static int32_t *shown_frames;
static struct step path[MOST_DEPTH];
static double total;

/* Columns of the tree in preorder. */
static double *out_self;
static int32_t *out_parent;
static int32_t *out_frame;
static uint32_t out_count;

double EXPORT(calls_total)(void) { return total; }
uint32_t EXPORT(call_count)(void) { return calls.count; }
uint32_t EXPORT(out_self_address)(void) { return (uint32_t)(uintptr_t)out_self; }
uint32_t EXPORT(out_parent_address)(void) { return (uint32_t)(uintptr_t)out_parent; }
uint32_t EXPORT(out_frame_address)(void) { return (uint32_t)(uintptr_t)out_frame; }

/* An array with room for as many as there are tuples, zeros behind what it had; 0 where there is no memory. */
static void *grown(void *array, uint32_t *room, const struct tuples *tuples, uint32_t bytes)
{
    if (tuples->count <= *room)
        return array;
    void *larger = allocate((uint64_t)tuples->room * bytes);
    if (larger == 0)
        return 0;
    __builtin_memcpy(larger, array, (uint64_t)*room * bytes);
    *room = tuples->room;
    return larger;
}

static int32_t child_of(int32_t parent, int32_t frame)
{
    int32_t pair[2] = {parent, frame};
    int32_t node = number_of_tuple(&calls, pair, 2);
    self = grown(self, &self_room, &calls, sizeof *self);
    return self == 0 ? -1 : node;
}

int32_t EXPORT(start_calls)(void)
{
    start_question();
    self_room = met_room = 0;
    total = 0;
    uint32_t frames = tree_frames.count;
    shown_frames = allocate((uint64_t)frames * sizeof *shown_frames);
    return shown_frames != 0 && start_tuples(&calls, 2, tree_nodes.count) && start_tuples(&met, 2, tree_nodes.count) &&
           child_of(-1, -1) == 0;
}

/* The node of a group; -1 where there is no memory. */
int32_t EXPORT(group_of_calls)(int32_t frame) { return child_of(0, frame); }

static int32_t shown_frame(int32_t frame)
{
    if (shown_frames[frame] == 0)
        shown_frames[frame] = frame_shown(frame) + 1;
    return shown_frames[frame] - 1;
}

/* What a node of the tree of all stacks is here, below this one; -1 where there is no memory. Each is walked to once. */
static int32_t place_of(int32_t below, int32_t node)
{
    int32_t place = below;
    uint32_t depth = 0;
    for (int32_t at = node; at != NO_NODE; at = parent_of((uint32_t)at)) {
        uint32_t known = met.count;
        int32_t pair[2] = {below, at};
        int32_t number = number_of_tuple(&met, pair, 2);
        met_as = grown(met_as, &met_room, &met, sizeof *met_as);
        if (number < 0 || met_as == 0 || depth == MOST_DEPTH)
            return -1;
        if ((uint32_t)number < known) {
            place = met_as[number];
            break;
        }
        path[depth] = (struct step){number, at};
        depth += 1;
    }
    for (; depth > 0 && place >= 0; depth -= 1) {
        const struct step *step = &path[depth - 1];
        place = child_of(place, shown_frame(frame_of((uint32_t)step->node)));
        met_as[step->number] = place;
    }
    return place;
}

/* A block of rows: first keys are nodes of groups, where there are some, second keys nodes of the tree of all stacks. */
int32_t EXPORT(add_calls)(uint32_t rows, uint32_t grouped, uint32_t weighed, double factor)
{
    for (uint32_t row = 0; row < rows; row += 1) {
        double weight = weighed ? weight_of(block_values[row], factor) : 1;
        int32_t group = grouped ? first_keys[row] : 0;
        int32_t node = second_keys[row];
        if (group < 0 || (uint32_t)group >= calls.count || node >= (int32_t)tree_nodes.count)
            __builtin_trap();
        int32_t place = place_of(group, node < 0 ? NO_NODE : node);
        if (place < 0)
            return 0;
        self[place] += weight;
        total += weight;
    }
    return 1;
}

/* By weight, and of equal ones the older first, so that a parent always comes before its children: merged from runs of one. */
static uint32_t *by_weight(const double *weights, uint32_t count)
{
    uint32_t *from = reserve((uint64_t)count * sizeof *from);
    uint32_t *to = reserve((uint64_t)count * sizeof *to);
    if (from == 0 || to == 0)
        return 0;
    for (uint32_t node = 0; node < count; node += 1)
        from[node] = node;
    for (uint64_t run = 1; run < count; run *= 2) {
        for (uint64_t start = 0; start < count; start += 2 * run) {
            uint64_t middle = start + run < count ? start + run : count;
            uint64_t end = middle + run < count ? middle + run : count;
            uint64_t left = start;
            uint64_t right = middle;
            for (uint64_t place = start; place < end; place += 1) {
                int is_left = right == end || (left < middle && weights[from[left]] >= weights[from[right]]);
                to[place] = is_left ? from[left++] : from[right++];
            }
        }
        uint32_t *sorted = to;
        to = from;
        from = sorted;
    }
    return from;
}

/* In preorder, siblings by weight, at most so many nodes: the lightest are merged into their parents. How many; 0 without memory. */
uint32_t EXPORT(lay_out_calls)(uint32_t most)
{
    uint32_t count = calls.count;
    const int32_t(*nodes)[2] = (const int32_t(*)[2])calls.parts;
    double *weights = weights_below(&calls, self);
    int32_t *first = no_links(count);
    int32_t *next = no_links(count);
    /* Which are left out is marked in the place that they do not get. */
    uint32_t *place = allocate((uint64_t)count * sizeof *place);
    out_count = most < count ? most : count;
    out_self = allocate((uint64_t)out_count * sizeof *out_self);
    out_parent = allocate((uint64_t)out_count * sizeof *out_parent);
    out_frame = allocate((uint64_t)out_count * sizeof *out_frame);
    if (weights == 0 || first == 0 || next == 0 || place == 0 || out_self == 0 || out_parent == 0 || out_frame == 0)
        return 0;
    const uint32_t *order = by_weight(weights, count);
    if (order == 0)
        return 0;
    for (uint32_t index = out_count; index < count; index += 1)
        place[order[index]] = 1;
    for (uint32_t node = count - 1; node > 0; node -= 1) {
        if (place[node] != 0)
            self[nodes[node][0]] += self[node];
    }
    for (uint32_t index = out_count; index > 1; index -= 1) {
        uint32_t node = order[index - 1];
        next[node] = first[nodes[node][0]];
        first[nodes[node][0]] = (int32_t)node;
    }
    int32_t node = 0;
    for (uint32_t at = 0; at < out_count; at += 1) {
        place[node] = at;
        out_self[at] = self[node];
        out_parent[at] = node == 0 ? -1 : (int32_t)place[nodes[node][0]];
        out_frame[at] = nodes[node][1];
        int32_t following = first[node];
        while (following < 0 && node > 0) {
            following = next[node];
            node = nodes[node][0];
        }
        node = following;
    }
    return out_count;
}

/* What weighs below nodes of this frame, and they themselves. */
double EXPORT(out_weight_below)(int32_t frame)
{
    uint8_t *is_below = allocate(out_count);
    if (is_below == 0)
        return -1;
    double weight = 0;
    for (uint32_t node = 1; node < out_count; node += 1) {
        is_below[node] = out_frame[node] == frame || is_below[out_parent[node]];
        if (is_below[node])
            weight += out_self[node];
    }
    return weight;
}
