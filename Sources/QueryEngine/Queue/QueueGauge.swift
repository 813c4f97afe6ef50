import Domain
import Store
import Synchronization

/// The lengths of the queues as one process read them last: every two seconds at most, however many people ask.
final class QueueGauge: Sendable {
  struct Reading: Sendable {
    let at: Moment
    /// The queues of banks at which an enquiry waits.
    let queues: [BankCode: BankQueue]
  }

  private struct State {
    var reading: Reading?
    var isReading = false
  }

  static let pause = Span.seconds(2)
  private let state = Mutex(State())

  /// The latest reading, taken anew if it is too old. Callers while it is being taken get the one before; nil if there
  /// is none yet.
  func reading(of store: Store) throws -> Reading? {
    let now = store.clock.now
    let (latest, isMine) = state.withLock { state in
      let isFresh = state.reading.map { $0.at <= now && now < $0.at.adding(Self.pause) } ?? false
      let isMine = !isFresh && !state.isReading
      if isMine { state.isReading = true }
      return (state.reading, isMine)
    }
    guard isMine else { return latest }
    defer { state.withLock { $0.isReading = false } }
    let queues = try store.readGate { transaction, gate in try transaction.queues(gate) }
    let reading = Reading(at: now, queues: Dictionary(queues.map { ($0.bank, $0) }) { first, _ in first })
    state.withLock { $0.reading = reading }
    return reading
  }
}

extension EngineParts {
  /// The number of enquiries that one bank is asked in one round.
  var round: Int { settings.batchSize * settings.requestsPerBank }

  /// The banks that cannot keep up, each with the time to come back; by the gauge, without a look at the database for
  /// each application.
  func busyBanks() throws -> [BankCode: Moment] {
    guard let reading = try gauge.reading(of: store) else { return [:] }
    return reading.queues.compactMapValues { $0.retryAt(at: reading.at) }
  }

  /// The place of a person who applies now, by the gauge; nil if there is no reading.
  func placeOfNext(at banks: [BankCode]) throws -> QueuePlace? {
    guard let reading = try gauge.reading(of: store) else { return nil }
    let places = banks.map { (reading.queues[$0] ?? .unknown($0)).last(at: reading.at, round: round) }
    return places.last(QueuePlace.isEarlier)
  }

  /// A query's place: at the bank that takes longest, of those where its enquiries wait to be asked. Nil if none of
  /// them waits.
  func place(of enquiries: [EnquiryRecord], by reading: QueueGauge.Reading?, in transaction: Transaction) throws
    -> QueuePlace?
  {
    let now = transaction.now
    let waiting = enquiries.filter { $0.machine.isWaiting(at: now) }
    let queues = waiting.map { reading?.queues[$0.bank] ?? .unknown($0.bank) }
    let slowest = waiting.indices.last { left, right in
      QueuePlace.isEarlier(queues[left].last(at: now, round: round), queues[right].last(at: now, round: round))
    }
    guard let slowest else { return nil }
    let place = try transaction.place(of: waiting[slowest])
    return QueuePlace(place: place, estimatedAt: queues[slowest].estimate(of: place, at: now, round: round))
  }
}

extension EnquiryMachine {
  /// Whether the enquiry is due to be asked and no worker has taken it on.
  fileprivate func isWaiting(at now: Moment) -> Bool { [.queued, .sent].contains(state) && nextAt <= now }
}

extension BankQueue {
  /// The queue of a bank without a reading.
  fileprivate static func unknown(_ bank: BankCode) -> BankQueue {
    BankQueue(bank: bank, waiting: 0, oldest: nil, perMinute: nil)
  }

  /// The place of the last one in the queue, or of the next to come.
  fileprivate func last(at now: Moment, round: Int) -> QueuePlace {
    QueuePlace(place: waiting + 1, estimatedAt: estimate(of: waiting + 1, at: now, round: round))
  }
}

extension QueuePlace {
  /// Whether one place is asked earlier than another; one without an estimate comes last.
  static func isEarlier(_ left: QueuePlace, _ right: QueuePlace) -> Bool {
    let (one, other) = (left.estimatedAt ?? .distantFuture, right.estimatedAt ?? .distantFuture)
    return (one, left.place) < (other, right.place)
  }
}

extension Sequence {
  /// The greatest element, and of equals the first.
  fileprivate func last(_ isBefore: (Element, Element) -> Bool) -> Element? {
    reduce(nil) { greatest, element in
      guard let greatest else { return element }
      return isBefore(greatest, element) ? element : greatest
    }
  }
}
