/* A user namespace in which this process is root. */
#ifndef USER_MAP_H
#define USER_MAP_H

struct user_map {
  char **subordinates; /* first uid, number of uids, first gid, number of gids, for newuidmap; NULL if there are none */
  long users;          /* how many uids a process there can have: 1 without subordinates */
};

/*
 * Root keeps every uid it has, and goes without a user namespace where there can be none: then it could not be kept from the
 * machine's devices by the namespace, but is by its capabilities. 0, or -1 with errno.
 */
int user_map_enter(struct user_map *map);

#endif
