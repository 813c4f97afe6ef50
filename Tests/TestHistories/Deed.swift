import Domain
import TestRandom

/// A deed of one of several operators, or the passing of time.
public enum Deed: Sendable, Equatable, CustomStringConvertible {
  case edit(Int, RolloutEdit)
  case rollBack(Int, to: Int)
  case discard(Int)
  /// A commit at once, or a number of minutes from now; for good, or undone unless confirmed within a number of
  /// minutes.
  case commit(Int, after: Int? = nil, confirmed: Int? = nil)
  /// Confirms every unconfirmed commit, or one revision.
  case confirm(Int? = nil)
  case cancel(Int)
  case emergency(RolloutEdit)
  /// Signs the review of an emergency.
  case sign(Int)
  /// Lets minutes pass.
  case pass(Int)

  public var description: String {
    switch self {
    case .edit(let who, let edit): ".edit(\(who), .\(edit))"
    case .rollBack(let who, let number): ".rollBack(\(who), to: \(number))"
    case .discard(let who): ".discard(\(who))"
    case .commit(let who, let after, let confirmed):
      ".commit(\(who)" + (after.map { ", after: \($0)" } ?? "") + (confirmed.map { ", confirmed: \($0)" } ?? "") + ")"
    case .confirm(let number): ".confirm(\(number.map(String.init) ?? ""))"
    case .cancel(let number): ".cancel(\(number))"
    case .emergency(let edit): ".emergency(.\(edit))"
    case .sign(let number): ".sign(\(number))"
    case .pass(let minutes): ".pass(\(minutes))"
    }
  }
}

extension Deed {
  public static let operators = 3
  public static let shanghai = RegionCode("CN-SH")
  public static let yunnan = RegionCode("CN-YN")
  public static let icbc = BankCode("icbc")

  /// A short history of few things and few moments, so that deeds meet.
  public static func history(_ seed: Int, length: Int = 14) -> [Deed] {
    var random = Seeded(seed)
    var deeds: [Deed] = []
    while deeds.count < length { deeds += some(&random) }
    // Every timer and schedule comes to its end.
    return deeds + [.pass(10), .pass(100)]
  }

  private static func some(_ random: inout Seeded) -> [Deed] {
    let who = random.below(operators)
    switch random.below(20) {
    case 0...9: return edits(who, &random) + [.commit(who, after: after(&random), confirmed: confirmed(&random))]
    case 10: return edits(who, &random)
    case 11:
      return [.rollBack(who, to: random.below(5)), .commit(who, after: after(&random), confirmed: confirmed(&random))]
    case 12: return [random.oneIn(3) ? .rollBack(who, to: random.below(5)) : .discard(who)]
    case 13: return [.confirm(random.oneIn(2) ? nil : 1 + random.below(8))]
    case 14: return [random.oneIn(2) ? .cancel(1 + random.below(5)) : .sign(1 + random.below(3))]
    case 15, 16: return [.emergency(stop(&random))]
    default: return [.pass(random.pick([5, 5, 10, 10, 20, 30]))]
    }
  }

  private static func edits(_ who: Int, _ random: inout Seeded) -> [Deed] {
    (0...random.below(2)).map { _ in .edit(who, edit(&random)) }
  }

  private static func after(_ random: inout Seeded) -> Int? {
    random.oneIn(2) ? random.pick([5, 10, 10, 20, 30]) : nil
  }

  private static func confirmed(_ random: inout Seeded) -> Int? {
    random.oneIn(2) ? random.pick([5, 10, 20, 30]) : nil
  }

  private static func edit(_ random: inout Seeded) -> RolloutEdit {
    let share = random.pick([100, 5_000, 10_000].compactMap { Share(hundredths: $0) })
    switch random.below(12) {
    case 0...3: return .openRegions([shanghai], share)
    case 4: return .openRegions([shanghai, yunnan], share)
    case 5: return .closeRegions([random.pick([shanghai, yunnan])])
    case 6, 7: return .connect([icbc], random.oneIn(3) ? .named([shanghai]) : .everywhere)
    case 8: return .disconnect([icbc])
    case 9: return random.oneIn(2) ? .suspend([icbc], reason: "x") : .resume([icbc])
    case 10: return .openChannels([.app])
    default: return random.oneIn(2) ? .closeChannels([.app]) : .pauseService(reason: random.pick(["x", "y"]))
    }
  }

  private static func stop(_ random: inout Seeded) -> RolloutEdit {
    random.pick([
      .suspend([icbc], reason: "down"), .suspend([icbc], reason: "down"), .closeRegions([shanghai]),
      .closeRegions([shanghai, yunnan]), .disconnect([icbc]),
    ])
  }
}
