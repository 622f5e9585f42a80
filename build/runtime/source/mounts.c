#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same numbers on every machine; older headers do not have them. */
#define SYSTEM_CALL_MOUNT_SETATTR 442
#define ATTRIBUTE_READ_ONLY 0x1
#define ATTRIBUTE_NO_SUID 0x2
#define RECURSIVE 0x8000

struct attributes {
  unsigned long long set, clear, propagation, user_namespace;
};

int mount_tmpfs(const char *target, const char *options) {
  return mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

/* Before Linux 5.12: a remount has to repeat what the source's mount has, else a user may not do it. */
static int remount_read_only(const char *target) {
  struct statvfs facts;
  if (statvfs(target, &facts) != 0) return -1;
  unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID;
  if (facts.f_flag & ST_NODEV) flags |= MS_NODEV;
  if (facts.f_flag & ST_NOEXEC) flags |= MS_NOEXEC;
  if (facts.f_flag & ST_NOATIME) flags |= MS_NOATIME;
  if (facts.f_flag & ST_NODIRATIME) flags |= MS_NODIRATIME;
  if (facts.f_flag & ST_RELATIME) flags |= MS_RELATIME;
  return mount(NULL, target, NULL, flags, NULL);
}

int mount_bind(const char *source, const char *target, bool read_only) {
  if (mount(source, target, NULL, MS_BIND | MS_REC, NULL) != 0) return -1;
  if (!read_only) return 0;
  struct attributes attributes = {.set = ATTRIBUTE_READ_ONLY | ATTRIBUTE_NO_SUID};
  if (syscall(SYSTEM_CALL_MOUNT_SETATTR, AT_FDCWD, target, RECURSIVE, &attributes, sizeof attributes) == 0) return 0;
  return errno == ENOSYS ? remount_read_only(target) : -1;
}

int mount_become_root(const char *folder) {
  if (chdir(folder) != 0) return -1;
  if (syscall(SYS_pivot_root, ".", ".") == 0) {
    /* The old root now lies over the new one, and has to go before a path can lead there. */
    return umount2(".", MNT_DETACH) != 0 ? -1 : chdir("/");
  }
  /* A root file system that cannot be pivoted, as an initial ramdisk is. */
  if (mount(".", "/", NULL, MS_MOVE, NULL) != 0 || chroot(".") != 0) return -1;
  return chdir("/");
}

static int make_folder(const char *path) {
  return mkdir(path, 0755) == 0 || errno == EEXIST ? 0 : -1;
}

int make_path(const char *path, bool folder) {
  char name[PATH_MAX];
  size_t length = strlen(path);
  if (length >= sizeof name) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(name, path, length + 1);
  for (char *slash = strchr(name + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (make_folder(name) != 0) return -1;
    *slash = '/';
  }
  return folder ? make_folder(name) : 0;
}

int make_file(const char *path) {
  if (make_path(path, false) != 0) return -1;
  int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  return file < 0 ? -1 : close(file);
}
