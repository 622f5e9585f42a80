/* Frames of stacks: a number for what each of a frame's keys stands for, and its line and place as they are. */
#include "integers.h"
#include "memory.h"
#include "module.h"
#include "pools.h"

#define FIELDS 16u
#define FRAMES 4096u

/* What a frame's field is wanted as. */
enum { FRAME_METHOD, FRAME_LINE, FRAME_BYTECODE_INDEX, FRAME_KIND, FRAME_OTHER };

/* The program that has loaded the module fills this in. */
static struct {
    int32_t method_pool;
    int32_t kind_pool;
    /* The other end of `resolve`. */
    int32_t method_resolver;
    int32_t kind_resolver;
    uint32_t field_count;
    int32_t fields[FIELDS];
} layout;

static int32_t frames[FRAMES][4];
/* Behind the last field of the last frame that was read. */
static uint32_t ended_at;

uint32_t EXPORT(frame_layout_address)(void) { return (uint32_t)(uintptr_t)&layout; }
uint32_t EXPORT(frames_address)(void) { return (uint32_t)(uintptr_t)frames; }
uint32_t EXPORT(frames_end)(void) { return ended_at; }

/* Reads so many frames from there, or as many as there is room for, innermost first; fewer where the chunk ends before them. */
uint32_t EXPORT(read_frames)(uint32_t from, uint32_t count)
{
    const uint8_t *at = chunk + from;
    const uint8_t *end = chunk + chunk_length;
    uint32_t frame = 0;
    for (; frame < count && frame < FRAMES && at < end; frame += 1) {
        int32_t *number = frames[frame];
        number[FRAME_METHOD] = -1;
        number[FRAME_LINE] = number[FRAME_BYTECODE_INDEX] = number[FRAME_KIND] = 0;
        for (uint32_t field = 0; field < layout.field_count && field < FIELDS && at <= end; field += 1) {
            uint64_t value = read_integer(&at);
            switch (layout.fields[field]) {
            case FRAME_METHOD:
                number[FRAME_METHOD] = number_of_key(layout.method_pool, layout.method_resolver, key_of(value), -1);
                break;
            case FRAME_KIND:
                number[FRAME_KIND] = number_of_key(layout.kind_pool, layout.kind_resolver, key_of(value), 0);
                break;
            case FRAME_LINE:
                number[FRAME_LINE] = (int32_t)value;
                break;
            case FRAME_BYTECODE_INDEX:
                number[FRAME_BYTECODE_INDEX] = (int32_t)value;
                break;
            default:
                break;
            }
        }
    }
    ended_at = (uint32_t)(at - chunk);
    return frame;
}
