import Foundation
import TestFixtures
import Testing

/// What the tests have of C: a client that says who it takes itself for, a service that is none, and a library that
/// gives every program root's number.
struct Workshop: Sendable {
  let client: String
  let library: String
  let listener: String
  private let folder: TemporaryFolder

  /// Made once, by the compiler that every machine with Swift has.
  static let made = Result { try Workshop() }

  private init() throws {
    folder = try TemporaryFolder()
    // Other accounts run what is in it.
    try #require(chmod(folder.path, 0o755) == 0)
    client = folder.path(of: "client")
    library = folder.path(of: "library.so")
    listener = folder.path(of: "listener")
    try Self.compile(try folder.write(Self.clientSource, to: "client.c"), ["-o", client])
    try Self.compile(try folder.write(Self.listenerSource, to: "listener.c"), ["-o", listener])
    try Self.compile(try folder.write(Self.librarySource, to: "library.c"), ["-shared", "-fPIC", "-o", library])
  }

  private static func compile(_ source: String, _ options: [String]) throws {
    let ended = try Command(["cc", source] + options).run()
    try #require(ended.status == 0, "\(ended.errors)")
  }

  /// Connects to the path, prints who it is by its own lights, and what it is told until the end. With a second word it
  /// ends at once, and leaves its connection to a child, which reads nothing and lives as long as the connection.
  private static let clientSource = """
    #include <errno.h>
    #include <poll.h>
    #include <stdio.h>
    #include <string.h>
    #include <sys/socket.h>
    #include <sys/un.h>
    #include <unistd.h>

    int main(int count, char **words) {
      struct sockaddr_un address = {.sun_family = AF_UNIX};
      strncpy(address.sun_path, words[1], sizeof address.sun_path - 1);
      int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
      if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        printf("refused by the kernel: %s", strerrorname_np(errno));
        return 2;
      }
      if (count > 2) {
        if (fork() != 0) _exit(0);
        for (int other = 0; other < 4096; other++) if (other != descriptor) close(other);
        struct pollfd open_end = {.fd = descriptor};
        poll(&open_end, 1, -1);
        _exit(0);
      }
      printf("%d ", (int)geteuid());
      fflush(stdout);
      char text[256];
      ssize_t read_count;
      while ((read_count = read(descriptor, text, sizeof text)) > 0) fwrite(text, 1, read_count, stdout);
      return 0;
    }
    """.replacingOccurrences(of: "#include <errno.h>", with: "#define _GNU_SOURCE\n#include <errno.h>")

  /// Listens at the path, and accepts two connections.
  private static let listenerSource = """
    #include <string.h>
    #include <sys/socket.h>
    #include <sys/un.h>
    #include <unistd.h>

    int main(int count, char **words) {
      struct sockaddr_un address = {.sun_family = AF_UNIX};
      strncpy(address.sun_path, words[1], sizeof address.sun_path - 1);
      int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
      if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0 || listen(descriptor, 8) != 0) return 1;
      for (int accepted = 0; accepted < 2; accepted++) close(accept(descriptor, NULL, NULL));
      return 0;
    }
    """

  private static let librarySource = """
    #include <sys/types.h>
    uid_t getuid(void) { return 0; }
    uid_t geteuid(void) { return 0; }
    gid_t getgid(void) { return 0; }
    gid_t getegid(void) { return 0; }
    """
}

/// A program that is run to its end.
struct Command: Sendable {
  private let words: [String]
  private let variables: [String: String]

  init(_ words: [String], variables: [String: String] = [:]) {
    self.words = words
    self.variables = variables
  }

  /// Runs the program in a thread of its own: a task that waits for it would hold up the service that it talks to.
  func ended() async throws -> (status: Int32, output: String, errors: String) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try run() }) }
    }
  }

  func run() throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let told = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: told, as: UTF8.self), String(decoding: complaint, as: UTF8.self)
    )
  }

  /// The words that run a command under an account's number, with one group and perhaps more.
  static func under(_ account: UInt32, group: UInt32, more: [UInt32] = []) -> [String] {
    let groups = more.isEmpty ? "--clear-groups" : "--groups=" + more.map(String.init).joined(separator: ",")
    return ["setpriv", "--reuid=\(account)", "--regid=\(group)", groups, "--"]
  }
}
