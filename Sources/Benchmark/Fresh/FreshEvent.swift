import Domain

/// What one of the processes tells, in the order of its own time; clock readings are `CLOCK_MONOTONIC`, which all
/// processes of a machine share.
enum FreshEvent: Equatable {
  /// Somebody's application was taken.
  case accepted(FreshVisit, query: String)
  /// The gate refused it, with these codes.
  case refused(FreshVisit, codes: [String])
  /// A commit came back to the operator.
  case committed(FreshCommit)
  /// A call came to nothing, by no rule: another process kept the database for too long.
  case failed(code: String)
}

/// One application: where, from when to when, and the revision that it was told.
struct FreshVisit: Equatable {
  let region: RegionCode
  let bank: BankCode
  let revision: Int
  let span: ClosedRange<Int64>
}

/// One commit: what of the two regions and banks it left open, and from when to when it took.
struct FreshCommit: Equatable {
  let revision: Int
  let regions: [RegionCode]
  let banks: [BankCode]
  let span: ClosedRange<Int64>

  /// What a person of a region who chooses a bank is refused with under it.
  func codes(_ visit: FreshVisit) -> [String] {
    (regions.contains(visit.region) ? [] : ["region_closed"])
      + (banks.contains(visit.bank) ? [] : ["bank_not_connected"])
  }
}

/// A line each: words with a space between, lists with commas, `-` for an empty one.
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

  /// Nil for what is none.
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
