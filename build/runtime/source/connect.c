/* `connect NODE SANDBOX PORT`: descriptors 0 and 1 become a connection to a port of the pod's loopback. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "join.h"
#include "launch.h"
#include "relay.h"
#include "verbs.h"

static int connect_to(const struct sockaddr *address, socklen_t length) {
  int connection = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection >= 0 && connect(connection, address, length) == 0) return connection;
  int error = errno;
  if (connection >= 0) close(connection);
  errno = error;
  return -1;
}

/* What listens on the newer protocol alone is asked there; the older one's refusal is the one that is told. */
static int connect_loopback(int port) {
  struct sockaddr_in old = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  struct sockaddr_in6 new = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  old.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int connection = connect_to((struct sockaddr *)&old, sizeof old);
  int error = errno;
  if (connection < 0) connection = connect_to((struct sockaddr *)&new, sizeof new);
  errno = error;
  return connection;
}

int verb_connect(int count, char **words) {
  static struct relay relay;
  struct namespaces node, sandbox;
  if (count != 3) return 2;
  if (namespaces_open(&node, atoi(words[0])) != 0) return launch_refuse("node", errno);
  if (namespaces_open(&sandbox, atoi(words[1])) != 0) return launch_refuse("sandbox", errno);
  if (join_user(&node) != 0 || setns(sandbox.net, CLONE_NEWNET) != 0) return launch_refuse("sandbox", errno);
  int connection = connect_loopback(atoi(words[2]));
  if (connection < 0) return launch_refuse("connect", errno);
  pump_open(&relay.input, STDIN_FILENO, connection);
  pump_open(&relay.output, connection, STDOUT_FILENO);
  pump_open(&relay.error, -1, -1);
  relay.terminal = relay.child = relay.program = -1;
  reply("running", 0, 0);
  relay_run(&relay);
  reply("exited", 0, 0);
  return 0;
}
