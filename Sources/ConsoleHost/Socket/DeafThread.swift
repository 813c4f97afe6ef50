import Foundation

/// A thread that no signal interrupts: signals of the process go to its main thread.
enum DeafThread {
  /// Starts a thread. `stack` is in bytes.
  static func start(_ name: String, stack: Int = 1 << 20, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread {
      // The system is told the name of a thread by itself only.
      Thread.current.name = name
      body()
    }
    thread.stackSize = stack
    // A thread begins with the signals that its maker has blocked.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    thread.start()
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
