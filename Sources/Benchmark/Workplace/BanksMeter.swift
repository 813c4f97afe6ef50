import BankSandbox
import Store
import Synchronization

/// Banks in this process whose own work is measured apart.
final class BanksMeter: Sendable {
  private let spent = Atomic<Int64>(0)

  /// Processor time of the banks' own work so far, in nanoseconds.
  var processor: Int64 { spent.load(ordering: .relaxed) }

  func banks(_ book: Book) -> InProcessBanks {
    InProcessBanks(
      sandbox: Sandbox(book: book, remembered: 1_024), now: { SystemClock().now },
      work: { work in
        let start = Stopwatch.thread
        work()
        self.spent.add(Stopwatch.thread - start, ordering: .relaxed)
      })
  }
}
