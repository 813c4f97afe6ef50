import Store
import Text

/// The decisions of an administrator about the service's clock (rule 14). Both are audited, with the machine's account
/// of the time.
extension Administration {
  /// The relation of the clock to the latest time written, and the evidence for its time.
  public func clockReading() throws -> ClockReading { try store.clockReading() }

  /// Takes a clock that was not believed as right: from now on everything goes by it. One that is behind is no such
  /// clock: `StoreFault` says what it is behind.
  public func confirmClock() throws -> ClockReading {
    try decide("confirm") { reading in
      switch reading.standing {
      case .doubted: break
      case .trusted: throw ClockFault.notDoubted
      case .behind: throw StoreFault.clockBehind(now: reading.now, latest: reading.latest)
      case .slow(let kernel): throw StoreFault.clockNotTheKernels(now: reading.now, kernel: kernel)
      }
    }
  }

  /// Goes back to the clock's time after writes of a later one. Changes that took force, expired or were destroyed by
  /// then stay so. Refused if the machine's kernel shows another time.
  public func resetClock() throws -> ClockReading {
    try decide("reset") { reading in
      guard reading.now < reading.latest else { throw ClockFault.notBehind }
      guard reading.agreesWithKernel else { throw ClockFault.contradicted }
    }
  }

  /// Makes a decision and gives the reading of before.
  private func decide(_ decision: String, _ judge: (ClockReading) throws -> Void) throws -> ClockReading {
    try store.writeTakingTime { transaction, reading in
      try require(.administrator, in: transaction)
      try judge(reading)
      try transaction.audit(
        author: author, action: "clock", object: "clock",
        detail: [
          "decision": .string(decision), "latest": JSONValue(reading.latest), "kernel": JSONValue(reading.kernel),
          "synchronised": reading.isSynchronised.map { .bool($0) } ?? .null,
        ])
      return reading
    }
  }
}

/// A reason to refuse a decision about the clock.
public enum ClockFault: Fault, Equatable {
  /// The clock is believed already.
  case notDoubted
  /// No write carries a later time than the clock's.
  case notBehind
  /// The machine's kernel shows another time than this program's clock.
  case contradicted

  public var code: String {
    switch self {
    case .notDoubted, .notBehind: "nothing_changed"
    case .contradicted: "clock_behind"
    }
  }

  public var kind: FaultKind { .refused }

  public var message: Bilingual {
    switch self {
    case .notDoubted: Bilingual(zh: "时钟可信，无需确认", en: "the clock is trusted: nothing to confirm")
    case .notBehind:
      Bilingual(zh: "没有晚于现在的写入，无需重置", en: "no write is later than now: nothing to reset")
    case .contradicted:
      Bilingual(
        zh: "本程序的时钟与机器内核的时间不符，不能以它为准",
        en: "this program's clock differs from the machine's kernel and cannot be taken")
    }
  }
}
