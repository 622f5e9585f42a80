/* archive: a folder as one tar stream. Links stay links; devices, sockets, FIFOs and other file systems are left out. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulk.h"
#include "file-facts.h"
#include "interruption.h"
#include "output.h"
#include "resolve.h"
#include "tar-header.h"
#include "verbs.h"

#define DEPTH_LIMIT 128

struct archive {
  char path[PATH_MAX];
  size_t path_length;
  struct bulk bulk;
  uint64_t files, folders, links, changed, denied, skipped;
};

static bool emit(struct archive *archive, const void *bytes, size_t length) {
  return bulk_add(&archive->bulk, bytes, length);
}

static bool emit_zeros(struct archive *archive, uint64_t length) {
  static const unsigned char ZEROS[16 * TAR_BLOCK];
  while (length > 0) {
    size_t part = length < sizeof ZEROS ? (size_t)length : sizeof ZEROS;
    if (interrupted() || !emit(archive, ZEROS, part)) return false;
    length -= part;
  }
  return true;
}

static bool emit_header(struct archive *archive, const char *link, const struct file_facts *facts) {
  static unsigned char headers[TAR_HEADERS_LIMIT];
  size_t length = tar_headers(headers, archive->path, link, facts);
  if (length == 0) {
    archive->skipped++;
    return true;
  }
  return emit(archive, headers, length);
}

/* Exactly as many bytes as the header says, whatever the file does meanwhile. */
static bool emit_content(struct archive *archive, int file, const struct file_facts *facts) {
  uint64_t left = facts->size;
  while (left > 0) {
    if (interrupted()) return false;
    size_t room;
    unsigned char *into = bulk_room(&archive->bulk, &room);
    ssize_t part = read(file, into, left < room ? (size_t)left : room);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) break;
    if (!bulk_took(&archive->bulk, (size_t)part)) return false;
    left -= (uint64_t)part;
  }
  struct file_facts after;
  if (left > 0 || read_facts(file, "", &after) != 0 || !same_facts(facts, &after)) archive->changed++;
  uint64_t padding = (TAR_BLOCK - facts->size % TAR_BLOCK) % TAR_BLOCK;
  return emit_zeros(archive, left + padding);
}

static bool archive_file(struct archive *archive, int folder, const char *name) {
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct file_facts facts;
  if (file < 0 || read_facts(file, "", &facts) != 0 || !S_ISREG(facts.mode)) {
    if (file >= 0) close(file);
    archive->denied++;
    return true;
  }
  archive->files++;
  bool sent = emit_header(archive, "", &facts) && emit_content(archive, file, &facts);
  close(file);
  return sent;
}

static bool archive_link(struct archive *archive, int folder, const char *name, const struct file_facts *facts) {
  char text[PATH_MAX];
  ssize_t length = readlinkat(folder, name, text, sizeof text - 1);
  if (length < 0) {
    archive->denied++;
    return true;
  }
  text[length] = '\0';
  archive->links++;
  return emit_header(archive, text, facts);
}

static bool archive_folder(struct archive *archive, int opened, uint64_t device, int depth);

static bool archive_entry(struct archive *archive, int folder, const char *name, uint64_t device, int depth) {
  size_t before = archive->path_length;
  size_t length = strlen(name);
  struct file_facts facts;
  if (before + length + 3 > sizeof archive->path) {
    archive->skipped++;
    return true;
  }
  if (read_facts(folder, name, &facts) != 0) {
    if (errno != ENOENT) archive->denied++;
    return true;
  }
  memcpy(archive->path + before, name, length + 1);
  archive->path_length += length;
  bool sent = true;
  if (S_ISREG(facts.mode)) sent = archive_file(archive, folder, name);
  else if (S_ISLNK(facts.mode)) sent = archive_link(archive, folder, name, &facts);
  else if (S_ISDIR(facts.mode) && !facts.is_mount && facts.device == device && depth < DEPTH_LIMIT) {
    int opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (opened >= 0) sent = archive_folder(archive, opened, device, depth + 1);
    else archive->denied++;
  } else {
    archive->skipped++;
  }
  archive->path_length = before;
  archive->path[before] = '\0';
  return sent;
}

static bool archive_folder(struct archive *archive, int opened, uint64_t device, int depth) {
  struct file_facts facts;
  DIR *folder = fdopendir(opened);
  if (folder == NULL || read_facts(opened, "", &facts) != 0) {
    if (folder == NULL) close(opened);
    else closedir(folder);
    archive->denied++;
    return true;
  }
  memcpy(archive->path + archive->path_length, "/", 2);
  archive->path_length++;
  archive->folders++;
  bool sent = emit_header(archive, "", &facts);
  struct dirent *entry;
  while (sent && (entry = readdir(folder)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    sent = !interrupted() && archive_entry(archive, opened, entry->d_name, device, depth);
  }
  closedir(folder);
  return sent;
}

/* Paths begin with `./`. */
enum outcome verb_archive(struct options *options, struct report *report) {
  struct target target = {0};
  static struct archive archive;
  bool packs = option_given(options, "pack");
  uint64_t from = option_number(options, "from", 0, INT64_MAX);
  output_give_up_after((unsigned)option_number(options, "give-up-s", 0, 3600));
  if (open_target_of(options, 2, &target, report) != OK) return report->outcome;
  int found = resolve_path(&target, option_word(options, 1), FOLLOW);
  struct file_facts facts;
  if (found < 0 || read_facts(found, "", &facts) != 0) return report_file_error(report, "resolve", errno);
  int opened = reopen(found, O_RDONLY | O_DIRECTORY);
  if (opened < 0 && errno == EACCES && become_target(&target)) opened = reopen(found, O_RDONLY | O_DIRECTORY);
  if (opened < 0) return report_file_error(report, "open", errno);
  bulk_start(&archive.bulk, packs);
  archive.bulk.silent = from;
  memcpy(archive.path, ".", 2);
  archive.path_length = 1;
  bool sent = archive_folder(&archive, opened, facts.device, 0) && emit_zeros(&archive, 2 * TAR_BLOCK) &&
              bulk_flush(&archive.bulk);
  if (!sent) return report_failure(report, interrupted() ? INTERRUPTED : OUTPUT_FAILED, NULL, 0);
  char hex[SHA256_HEX_LENGTH + 1];
  sha256_finish(&archive.bulk.hash, hex);
  report_number(report, "bytes", archive.bulk.length);
  report_number(report, "written", archive.bulk.written);
  report_word(report, "sha256", hex);
  report_number(report, "files", archive.files);
  report_number(report, "folders", archive.folders);
  report_number(report, "links", archive.links);
  report_number(report, "changed", archive.changed);
  report_number(report, "denied", archive.denied);
  report_number(report, "skipped", archive.skipped);
  return OK;
}
