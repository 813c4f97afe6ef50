// Swift imports neither `struct ucred` nor accept4(2), which the C library has for GNU programs only.
#define _GNU_SOURCE
#include "CPeer.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

// Since Linux 6.5; not every C library names it.
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD 77
#endif

bool chaka_peer_of(int descriptor, struct chaka_peer *peer) {
  int family = 0;
  socklen_t size = sizeof family;
  if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size) != 0 || family != AF_UNIX) return false;
  struct ucred noted = {0};
  size = sizeof noted;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &noted, &size) != 0 || size != sizeof noted) return false;
  peer->process = noted.pid;
  peer->account = noted.uid;
  peer->group = noted.gid;
  return true;
}

int chaka_peer_process(int descriptor) {
  int process = -1;
  socklen_t size = sizeof process;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERPIDFD, &process, &size) != 0) return -errno;
  return process;
}

int chaka_peer_accept(int listener) {
  int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  return descriptor < 0 ? -errno : descriptor;
}
