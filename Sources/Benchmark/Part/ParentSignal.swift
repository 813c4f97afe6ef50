import Dispatch
import Foundation
import Synchronization

/// Standard input as the process that started this one holds it: a byte begins the work; its end, also by the end of
/// that process, ends the work.
final class ParentSignal: Sendable {
  private let isCut = Atomic<Bool>(false)
  private let heard = DispatchSemaphore(value: 0)

  /// The line that a process tells when it is ready.
  static let isReady = "ready"

  init() {
    Thread.detachNewThread { [self] in
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 { heard.signal() }
      isCut.store(true, ordering: .releasing)
      heard.signal()
    }
  }

  var isOver: Bool { isCut.load(ordering: .acquiring) }

  /// Reports that the process is ready and waits for the beginning; it may be ready again after that.
  func ready() {
    BenchPart.tell(Self.isReady)
    heard.wait()
  }
}
