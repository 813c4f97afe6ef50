import Domain
import Program
import RolloutControl
import Store
import Text

/// The wording of a bank's certification, the same in every answer.
extension BankProfile {
  /// The certification; null if there never was one.
  var certificationJSON: JSONValue {
    guard let certification else { return .null }
    return .object(certification.members + standingMembers)
  }

  /// The standing: whether the certification holds, its end, and its problem or warning.
  var standingMembers: [JSONValue.Member] {
    let (until, gap): (Moment?, CertificationGap?) =
      switch standing {
      case .valid(let until): (until, nil)
      case .invalid(let gap): (nil, gap)
      }
    return [
      .init("valid", .bool(gap == nil)), .init("until", JSONValue(until)),
      .init("reason", gap.map { ["code": .string($0.code), "message": .string($0.message.chosen)] } ?? .null),
      .init("warning", JSONValue(warningText?.chosen)),
    ]
  }

  /// The warning, from 30 days before the end; nil otherwise.
  var warningText: Bilingual? {
    warning.map { CertificationWarning(bank: bank, endsAt: $0, suspends: needsCertification).message }
  }

  /// The standing on one line: whether it holds and until when, or the reason why it does not.
  var standingText: Bilingual {
    switch standing {
    case .valid(let until): Bilingual(zh: "有效，至 \(until.short)", en: "valid until \(until.short)")
    case .invalid(let gap): gap.message
    }
  }

  /// The cell; empty for a bank that was never certified and need not be.
  var certificationCell: Table.Cell {
    switch standing {
    case .valid(let until):
      warning == nil
        ? .init(until.short, .green, csv: until.description)
        : .init(until.short, .yellow, .bold, csv: until.description)
    case .invalid(.never):
      .init(needsCertification && state.name == "connected" ? CertificationGap.never.message.chosen : "", .red)
    case .invalid(let gap): .init(gap.message.chosen, needsCertification ? .red : .dim, csv: gap.code)
    }
  }
}

extension Certification {
  var members: [JSONValue.Member] {
    [
      .init("number", JSONValue(number)), .init("verdict", .string(verdict.name)),
      .init("endpoint", .string(report.endpoint)), .init("keys", JSONValue(report.keys)),
      .init("suite", .string(report.suite)), .init("certifiedAt", JSONValue(certifiedAt)),
      .init("endsAt", JSONValue(endsAt)), .init("author", .string(author)),
    ]
  }
}

extension Maintenance {
  /// The period, such as `2022-07-02 01:00 - 2022-07-02 05:00`.
  var period: String { "\(from.short) - \(until.short)" }
}
