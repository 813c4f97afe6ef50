#ifndef CHAKA_PEER_H
#define CHAKA_PEER_H

#include <stdbool.h>
#include <sys/types.h>

/// What the kernel noted of the process at the other end of a UNIX socket: of a client when it connected, of a server
/// when it began to listen.
struct chaka_peer {
  /// 0 where the process cannot be seen from here (another pid namespace).
  pid_t process;
  /// The account's number, as this process's user namespace has it.
  uid_t account;
  gid_t group;
};

/// The peer of a connected UNIX socket. False for any other descriptor.
bool chaka_peer_of(int descriptor, struct chaka_peer *peer);

/// A descriptor of the peer's very process, whatever number it has; closed on exec. Negative is an error number:
/// ENOPROTOOPT from a kernel before 6.5, ESRCH of a process that is gone.
int chaka_peer_process(int descriptor);

/// The next connection to a listening socket, closed on exec; negative is an error number.
int chaka_peer_accept(int listener);

#endif
