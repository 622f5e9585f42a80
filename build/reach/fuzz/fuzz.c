/*
 * What reads foreign bytes, fed with mutations of well-formed ones: `fuzz COUNT SEED FOLDER`. Built with sanitizers, which
 * end it at the first wrong step; it checks by itself only that no path leaves FOLDER, and that a frame is within its bytes.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../source/cgroup-table.h"
#include "../source/frame.h"
#include "../source/lz4.h"
#include "../source/magic.h"
#include "../source/options.h"
#include "../source/performance-data.h"
#include "../source/proc-file.h"
#include "../source/resolve.h"

#define INPUT_LIMIT 512

static uint64_t state;

/* splitmix64: the same inputs from the same seed on any computer. */
static uint64_t next_random(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static size_t mutate(unsigned char *input, const char *seed, size_t length) {
  memcpy(input, seed, length);
  for (uint64_t changes = next_random() % 6; changes > 0; changes--) {
    size_t at = length == 0 ? 0 : next_random() % length;
    switch (next_random() % 4) {
    case 0: input[at] = (unsigned char)next_random(); break;
    case 1: length = at; break;
    case 2:
      if (length < INPUT_LIMIT) input[length++] = (unsigned char)next_random();
      break;
    default: input[at] ^= (unsigned char)(1 << next_random() % 8);
    }
  }
  return length;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  abort();
}

static void feed_frames(const unsigned char *input, size_t length) {
  static struct frame_reader reader;
  reader.start = reader.end = 0;
  for (size_t fed = 0; fed < length;) {
    size_t room;
    unsigned char *at = frame_room(&reader, &room);
    size_t part = 1 + next_random() % (length - fed);
    if (part > room) fail("no room");
    memcpy(at, input + fed, part);
    frame_received(&reader, part);
    fed += part;
    struct frame frame;
    enum frame_step step;
    while ((step = frame_next(&reader, &frame)) == FRAME_READY) {
      const char *words[WORDS_LIMIT];
      int count = frame_words(&frame, words);
      for (int i = 0; i < count; i++) {
        const char *end = (const char *)frame.payload + frame.length;
        if (words[i] + strlen(words[i]) >= end) fail("a word beyond its frame");
      }
      struct options options;
      if (count < 1) continue;
      options_start(&options, count - 1, words + 1);
      option_number(&options, "limit", 0, 100);
      options_end(&options, 2);
    }
    if (step == FRAME_WRONG) return;
  }
}

static void feed_text(unsigned char *input, size_t length) {
  struct process_status status;
  input[length] = '\0';
  parse_process_status((const char *)input, &status);
  parse_start_time((const char *)input);
  if (stat_length((const char *)input) > strlen((const char *)input)) fail("a length beyond the text");
  if (status.number_count > DEEPEST_PID_NAMESPACE) fail("too many numbers");
  if (cgroup_tells((const char *)input)) cgroup_enter((const char *)input, 1);
  if (length == 0) cgroup_forget_all();
}

static void feed_performance_data(const unsigned char *input, size_t length) {
  /* Exactly as long as it is, so that a step beyond is seen. */
  unsigned char *exact = malloc(length + 1);
  memcpy(exact, input, length);
  const char *text = performance_text(exact, length, "sun.rt.jvmCapabilities");
  if (text != NULL && (const unsigned char *)text + strlen(text) >= exact + length) fail("a text beyond the data");
  magic_of(exact, length);
  free(exact);
}

/* The decoder is the app's; here: no step beyond either buffer, and never more than there is room for. */
static void feed_packing(const unsigned char *input, size_t length) {
  size_t repeats = next_random() % 8, whole = length * (repeats + 1), room = next_random() % (whole + 32);
  unsigned char *content = malloc(whole > 0 ? whole : 1), *packed = malloc(room > 0 ? room : 1);
  for (size_t i = 0; i <= repeats; i++) memcpy(content + i * length, input, length);
  if (lz4_pack(content, whole, packed, room) > room) fail("packed beyond its room");
  free(content);
  free(packed);
}

static void feed_path(int root, const struct stat *folder, unsigned char *input, size_t length) {
  input[length] = '\0';
  enum last_link last = next_random() % 2 == 0 ? FOLLOW : KEEP;
  int walked = resolve_by_walk(root, (const char *)input, last);
  int asked = resolve_by_kernel(root, (const char *)input, last);
  struct stat one, other;
  if ((walked < 0) != (asked < 0)) fail("one way finds it, the other does not");
  if (walked < 0) return;
  if (fstat(walked, &one) != 0 || fstat(asked, &other) != 0) fail("stat");
  if (one.st_ino != other.st_ino || one.st_dev != other.st_dev) fail("the two ways lead to different files");
  if (one.st_dev != folder->st_dev) fail("out of the folder");
  close(walked);
  close(asked);
}

static void prepare(int root) {
  mkdirat(root, "a", 0755);
  mkdirat(root, "a/b", 0755);
  close(openat(root, "a/f", O_CREAT | O_WRONLY, 0644));
  symlinkat("/a", root, "l");
  symlinkat("../../../a/b", root, "a/b/u");
  symlinkat("o", root, "o");
  symlinkat("/../l/f", root, "a/x");
}

int main(int count, char **words) {
  static const char FRAMES[] = "\x01\0\0\0\1\0\0\0\x12\0\0\1\0list\0--limit=9\0\x05\0\0\0\1\0\0\0\0";
  static const char STATUS[] = "Name:\tx\nState:\tS (sleeping)\nPPid:\t1\nUid:\t1\t2\t3\t4\nGid:\t1\t2\t3\t4\nNSpid:\t9\t1\nSigCgt:\t4\n";
  static const char STAT[] = "1 (a) b) S 0 1 1 0 -1 4 5 6 7 8 9 10 11 12 13 20 0 1 0 4711 1 2";
  static const char DATA[] = "\xca\xfe\xc0\xc0\1\2\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x20\0\0\0\2\0\0\0"
                             "\x34\0\0\0\x14\0\0\0\4\0\0\0B\0\0\0\x2c\0\0\0sun.rt.jvmCapabilities\0\0" "1000\0\0\0\0";
  static const char *const PATHS[] = {"/a/b/u/../f", "l/b/../../a/x", "o/a", "../../a//f/", "/a/./b/.", "a/x/..", "l"};
  static unsigned char input[INPUT_LIMIT + 8];
  if (count != 4) return 2;
  state = strtoull(words[2], NULL, 10);
  int root = open(words[3], O_PATH | O_DIRECTORY);
  struct stat folder;
  if (root < 0 || fstat(root, &folder) != 0) return 2;
  prepare(root);
  for (uint64_t left = strtoull(words[1], NULL, 10); left > 0; left--) {
    feed_frames(input, mutate(input, FRAMES, sizeof FRAMES - 1));
    feed_text(input, mutate(input, STATUS, sizeof STATUS - 1));
    feed_text(input, mutate(input, STAT, sizeof STAT - 1));
    feed_performance_data(input, mutate(input, DATA, sizeof DATA - 1));
    feed_packing(input, mutate(input, STATUS, sizeof STATUS - 1));
    const char *path = PATHS[next_random() % (sizeof PATHS / sizeof PATHS[0])];
    feed_path(root, &folder, input, mutate(input, path, strlen(path)));
  }
  return 0;
}
