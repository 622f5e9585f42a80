/*
 * The elements of a metadata event, a small XML-like tree whose names and values index a table of texts, as words: they are
 * thousands, of which few are looked at.
 */
#include "integers.h"
#include "memory.h"
#include "module.h"
#include "skip.h"

/* Elements inside each other; HotSpot's lie four deep. */
#define MOST_DEPTH 16u

/*
 * An element: its name, how many attributes and how many children it has, and where the words of all its descendants end; then
 * the attributes, a name and a value each; then its children.
 */
enum { NAME, ATTRIBUTES, CHILDREN, END, HEAD };

static const uint8_t *written;
static const uint8_t *written_end;
/* Where each text begins. */
static uint32_t *places;
static uint32_t place_count;
static int32_t *words;
static uint32_t word_count;

uint32_t EXPORT(text_places_address)(void) { return (uint32_t)(uintptr_t)places; }
uint32_t EXPORT(text_place_count)(void) { return place_count; }
uint32_t EXPORT(element_words_address)(void) { return (uint32_t)(uintptr_t)words; }

/* Where so many bytes of metadata belong, from the number of its texts on; 0 where there is no room. */
uint32_t EXPORT(metadata_room)(uint32_t length)
{
    start_question();
    uint8_t *room = allocate((uint64_t)length + SPARE_BYTES);
    written = room;
    written_end = room + length;
    return (uint32_t)(uintptr_t)room;
}

/* A number of things that take a byte each at least. */
static int read_count(uint32_t *count)
{
    uint64_t integer = read_integer(&written);
    *count = (uint32_t)integer;
    return written <= written_end && integer <= (uint64_t)(written_end - written);
}

static int read_text(int32_t *text)
{
    uint64_t integer = read_integer(&written);
    *text = (int32_t)integer;
    return written <= written_end && integer < place_count;
}

static int read_element(uint32_t depth)
{
    uint32_t at = word_count;
    uint32_t count;
    if (depth > MOST_DEPTH || !read_text(&words[at + NAME]) || !read_count(&count))
        return 0;
    words[at + ATTRIBUTES] = (int32_t)count;
    word_count = at + HEAD;
    for (uint32_t left = 2 * count; left > 0; left -= 1) {
        if (!read_text(&words[word_count]))
            return 0;
        word_count += 1;
    }
    if (!read_count(&count))
        return 0;
    words[at + CHILDREN] = (int32_t)count;
    for (; count > 0; count -= 1) {
        if (!read_element(depth + 1))
            return 0;
    }
    words[at + END] = (int32_t)word_count;
    return 1;
}

/* How many words the root element has; 0 where the metadata contradicts itself, or there is no memory. */
uint32_t EXPORT(read_elements)(void)
{
    const uint8_t *start = written;
    uint64_t length = (uint64_t)(written_end - written);
    if (!read_count(&place_count))
        return 0;
    places = reserve((uint64_t)place_count * sizeof *places);
    /* An element has at most two words for each of its bytes. */
    words = reserve((2 * length + 2 * HEAD) * sizeof *words);
    if (places == 0 || words == 0)
        return 0;
    for (uint32_t text = 0; text < place_count; text += 1) {
        places[text] = (uint32_t)(written - start);
        written = skip_text(written, written_end);
        if (written == 0 || written > written_end)
            return 0;
    }
    word_count = 0;
    return read_element(0) ? word_count : 0;
}
