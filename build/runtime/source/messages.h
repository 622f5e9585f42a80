/* What the processes that make a container say to the one that the app has started. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include <stdbool.h>
#include <sys/types.h>

enum message_kind { MESSAGE_READY, MESSAGE_TERMINAL, MESSAGE_REFUSED, MESSAGE_STATUS };

struct message {
  enum message_kind kind;
  char step[16];
  int value;      /* an errno, or a status of wait */
  pid_t sender;   /* in the receiver's pid namespace; set by the kernel */
  int descriptor; /* of MESSAGE_TERMINAL, else -1 */
};

/* A pair of sockets for them, the first one for the receiver. 0 or -1. */
int messages_open(int sockets[2]);

void message_send(int socket, enum message_kind kind, const char *step, int value, int descriptor);

/* False when every sender is gone. */
bool message_receive(int socket, struct message *message);

#endif
