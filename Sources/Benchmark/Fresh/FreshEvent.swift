import Domain

/// An event that one of the processes reports, in the order of its own time; clock readings are `CLOCK_MONOTONIC`,
/// which all processes of a machine share.
enum FreshEvent: Equatable {
  /// An application was accepted.
  case accepted(FreshVisit, query: String)
  /// The gate refused an application, with these codes.
  case refused(FreshVisit, codes: [String])
  /// A commit came back to the operator.
  case committed(FreshCommit)
  /// A call failed, by no rule: another process held the database for too long.
  case failed(code: String)
}

/// One application: its region and bank, its beginning and end, and the revision of its decision.
struct FreshVisit: Equatable {
  let region: RegionCode
  let bank: BankCode
  let revision: Int
  let span: ClosedRange<Int64>
}

/// One commit: the open ones of the two regions and banks, and its beginning and end.
struct FreshCommit: Equatable {
  let revision: Int
  let regions: [RegionCode]
  let banks: [BankCode]
  let span: ClosedRange<Int64>

  /// The codes with which the commit's revision refuses a person of a region who chooses a bank.
  func codes(_ visit: FreshVisit) -> [String] {
    (regions.contains(visit.region) ? [] : ["region_closed"])
      + (banks.contains(visit.bank) ? [] : ["bank_not_connected"])
  }
}

/// The events as lines: words with a space between, lists with commas, `-` for an empty one.
extension FreshEvent {
  var line: String {
    switch self {
    case .accepted(let visit, let query): "accepted \(visit.words) \(query)"
    case .refused(let visit, let codes): "refused \(visit.words) \(codes.joined(separator: ","))"
    case .committed(let commit):
      "committed \(commit.revision) \(commit.span.words) \(Self.list(commit.regions.map(\.text))) "
        + Self.list(commit.banks.map(\.text))
    case .failed(let code): "failed \(code)"
    }
  }

  /// Nil if the line is no event.
  init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("accepted", 7), ("refused", 7):
      guard let visit = FreshVisit(words: words[1..<6]) else { return nil }
      self = words[0] == "accepted" ? .accepted(visit, query: words[6]) : .refused(visit, codes: Self.list(words[6]))
    case ("committed", 6):
      guard let revision = Int(words[1]), let span = ClosedRange(words: words[2..<4]) else { return nil }
      self = .committed(
        FreshCommit(
          revision: revision, regions: Self.list(words[4]).map { RegionCode($0) },
          banks: Self.list(words[5]).map { BankCode($0) }, span: span))
    case ("failed", 2): self = .failed(code: words[1])
    default: return nil
    }
  }

  private static func list(_ items: [String]) -> String { items.isEmpty ? "-" : items.joined(separator: ",") }

  private static func list(_ text: String) -> [String] {
    text == "-" ? [] : text.split(separator: ",").map(String.init)
  }
}

extension FreshVisit {
  fileprivate var words: String { "\(region) \(bank) \(revision) \(span.words)" }

  fileprivate init?(words: ArraySlice<String>) {
    let words = Array(words)
    guard let revision = Int(words[2]), let span = ClosedRange(words: words[3...]) else { return nil }
    self.init(region: RegionCode(words[0]), bank: BankCode(words[1]), revision: revision, span: span)
  }
}

extension ClosedRange<Int64> {
  fileprivate var words: String { "\(lowerBound) \(upperBound)" }

  fileprivate init?(words: ArraySlice<String>) {
    let ends = words.compactMap { Int64($0) }
    guard ends.count == 2, ends[0] <= ends[1] else { return nil }
    self = ends[0]...ends[1]
  }
}
