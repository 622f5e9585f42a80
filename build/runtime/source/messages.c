#include "messages.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* The C library's own CMSG_NXTHDR compares what the compiler warns of. */
#pragma GCC diagnostic ignored "-Wsign-compare"

struct body {
  enum message_kind kind;
  int value;
  char step[16];
};

union ancillary {
  char bytes[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int))];
  struct cmsghdr alignment;
};

int messages_open(int sockets[2]) {
  int on = 1;
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) return -1;
  return setsockopt(sockets[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
}

void message_send(int socket, enum message_kind kind, const char *step, int value, int descriptor) {
  struct body body = {.kind = kind, .value = value};
  strncpy(body.step, step, sizeof body.step - 1);
  struct iovec part = {.iov_base = &body, .iov_len = sizeof body};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  union ancillary ancillary = {.bytes = {0}};
  if (descriptor >= 0) {
    header.msg_control = ancillary.bytes;
    header.msg_controllen = CMSG_SPACE(sizeof descriptor);
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
  }
  while (sendmsg(socket, &header, MSG_NOSIGNAL) < 0 && errno == EINTR) continue;
}

bool message_receive(int socket, struct message *message) {
  struct body body;
  struct iovec part = {.iov_base = &body, .iov_len = sizeof body};
  union ancillary ancillary;
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = ancillary.bytes};
  header.msg_controllen = sizeof ancillary.bytes;
  ssize_t got;
  do got = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got != sizeof body) return false;
  *message = (struct message){.kind = body.kind, .value = body.value, .descriptor = -1};
  memcpy(message->step, body.step, sizeof message->step - 1);
  for (struct cmsghdr *item = CMSG_FIRSTHDR(&header); item != NULL; item = CMSG_NXTHDR(&header, item)) {
    struct ucred sender;
    if (item->cmsg_level != SOL_SOCKET) continue;
    if (item->cmsg_type == SCM_RIGHTS) memcpy(&message->descriptor, CMSG_DATA(item), sizeof message->descriptor);
    if (item->cmsg_type != SCM_CREDENTIALS) continue;
    memcpy(&sender, CMSG_DATA(item), sizeof sender);
    message->sender = sender.pid;
  }
  return true;
}
