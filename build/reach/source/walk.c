/* walk: the size of a tree, and what is to be found in it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file-facts.h"
#include "interruption.h"
#include "magic.h"
#include "output.h"
#include "resolve.h"
#include "verbs.h"

/* Each level holds a descriptor and half a page of the stack. */
#define DEPTH_LIMIT 128

struct tree {
  const char *name;  /* a pattern, or NULL */
  const char *magic; /* a word of magic.h, or NULL */
  uint64_t smallest;
  uint64_t match_limit;
  bool wants_records;
  bool all_systems;
  char path[PATH_MAX];
  size_t path_length;
  uint64_t files, folders, links, others, bytes, blocks, denied, skipped, matches;
  bool is_cut;
};

static bool has_magic(int folder, const char *name, const char *wanted) {
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file < 0) return false;
  unsigned char bytes[MAGIC_LENGTH];
  ssize_t length = pread(file, bytes, sizeof bytes, 0);
  close(file);
  const char *word = length > 0 ? magic_of(bytes, (size_t)length) : NULL;
  return word != NULL && strcmp(word, wanted) == 0;
}

static bool matches(const struct tree *tree, int folder, const char *name, const struct file_facts *facts) {
  if (!tree->wants_records || facts->size < tree->smallest) return false;
  if (tree->name != NULL && fnmatch(tree->name, name, FNM_PERIOD) != 0) return false;
  return tree->magic == NULL || (S_ISREG(facts->mode) && has_magic(folder, name, tree->magic));
}

static void count(struct tree *tree, const struct file_facts *facts) {
  if (S_ISREG(facts->mode)) tree->files++;
  else if (S_ISDIR(facts->mode)) tree->folders++;
  else if (S_ISLNK(facts->mode)) tree->links++;
  else tree->others++;
  if (S_ISREG(facts->mode)) tree->bytes += facts->size;
  tree->blocks += facts->blocks;
}

static bool walk_folder(struct tree *tree, int opened, int depth);

static bool descend(struct tree *tree, int folder, const char *name, const struct file_facts *facts, uint64_t device,
                    int depth) {
  if (depth >= DEPTH_LIMIT || (!tree->all_systems && (facts->is_mount || facts->device != device))) {
    tree->skipped++;
    return true;
  }
  int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (opened >= 0) return walk_folder(tree, opened, depth + 1);
  if (errno != ENOENT) tree->denied++;
  return true;
}

/* False ends the whole walk. */
static bool visit(struct tree *tree, int folder, const char *name, uint64_t device, int depth) {
  size_t before = tree->path_length;
  size_t length = strlen(name);
  struct file_facts facts;
  if (before + length + 2 > sizeof tree->path) {
    tree->skipped++;
    return true;
  }
  if (read_facts(folder, name, &facts) != 0) {
    if (errno != ENOENT) tree->denied++;
    return true;
  }
  if (before > 0) tree->path[tree->path_length++] = '/';
  memcpy(tree->path + tree->path_length, name, length + 1);
  tree->path_length += length;
  count(tree, &facts);
  bool go_on = true;
  if (matches(tree, folder, name, &facts)) {
    if (tree->matches++ >= tree->match_limit) {
      tree->is_cut = true;
      return false;
    }
    record_begin();
    facts_field(&facts);
    record_field(tree->path, tree->path_length);
    go_on = record_end();
  }
  if (go_on && S_ISDIR(facts.mode)) go_on = descend(tree, folder, name, &facts, device, depth);
  tree->path_length = before;
  return go_on;
}

static bool walk_folder(struct tree *tree, int opened, int depth) {
  struct stat self;
  DIR *folder = fdopendir(opened);
  if (folder == NULL || fstat(opened, &self) != 0) {
    if (folder == NULL) close(opened);
    else closedir(folder);
    tree->denied++;
    return true;
  }
  bool go_on = true;
  struct dirent *entry;
  while (go_on && (entry = readdir(folder)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    go_on = !interrupted() && visit(tree, opened, entry->d_name, self.st_dev, depth);
  }
  closedir(folder);
  return go_on;
}

/* Records only if something is looked for; the numbers at the end always, over all that was seen. */
enum outcome verb_walk(struct options *options, struct report *report) {
  struct target target = {0};
  static struct tree tree;
  tree.name = option_text(options, "name");
  tree.magic = option_text(options, "magic");
  tree.smallest = option_number(options, "smallest", 0, UINT64_MAX);
  tree.match_limit = option_number(options, "limit", UINT64_MAX, UINT64_MAX);
  tree.all_systems = option_given(options, "all-systems");
  tree.wants_records = option_given(options, "entries") || tree.name != NULL || tree.magic != NULL || tree.smallest > 0;
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  int found = resolve_path(&target, option_word(options, 1), FOLLOW);
  int opened = found < 0 ? -1 : reopen(found, O_RDONLY | O_DIRECTORY);
  if (opened < 0 && errno == EACCES && found >= 0 && become_target(&target)) {
    opened = reopen(found, O_RDONLY | O_DIRECTORY);
  }
  if (opened < 0) return report_file_error(report, "open", errno);
  bool walked = walk_folder(&tree, opened, 0);
  report_number(report, "files", tree.files);
  report_number(report, "folders", tree.folders);
  report_number(report, "links", tree.links);
  report_number(report, "others", tree.others);
  report_number(report, "bytes", tree.bytes);
  report_number(report, "disk", tree.blocks * 512);
  report_number(report, "denied", tree.denied);
  report_number(report, "skipped", tree.skipped);
  report_number(report, "more", tree.is_cut);
  if (walked || tree.is_cut) return OK;
  return report_failure(report, interrupted() ? INTERRUPTED : OUTPUT_FAILED, NULL, 0);
}
