import NIOCore
import NIOPosix

/// Runs tasks on one event loop, so that nothing changes threads on the way from a socket and back to it: waking
/// another thread costs more than most of the work here.
package final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  package init(_ loop: any EventLoop) { self.loop = loop }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// The executors, one for each loop of the process's own group, which is never shut down.
  private static let shared = MultiThreadedEventLoopGroup.singleton.makeIterator().map(LoopExecutor.init)

  /// The executor of a name, always the same.
  package static func shared(for name: String) -> LoopExecutor {
    shared[name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % shared.count]
  }
}
