import Domain
import Foundation
import QueryEngine
import Sealing
import Text

/// The costs of sealing and JSON, measured alone: the same operations on values of the same size, times their number in
/// a query.
struct Calibration {
  /// The costs in nanoseconds of processor time.
  let open: Double
  let seal: Double
  let hash: Double
  /// The hash of the agreement, to which a code is bound.
  let agreement: Double
  let keys: Double
  let details: Double

  init(_ resident: Resident, secret: ServerSecret, agreement text: String, rounds: Int) throws {
    let document = JSONValue.object([
      .init("name", .string(resident.name.text)), .init("idNumber", .string(resident.idNumber.text)),
      .init("phone", .string(resident.phone.text)),
    ]).compact
    let sealed = try AtRest(secret, for: .personalDetails).seal(Data(document.utf8), context: "P")
    let person = try QueryKeys.make(query: "Q", personKey: Data(repeating: 9, count: 32)).publicKey
    open = try Self.cost(rounds) { _ = try AtRest(secret, for: .personalDetails).open(sealed, context: "P") }
    seal = try Self.cost(rounds) { _ = try AtRest(secret, for: .messages).seal(sealed, context: "P") }
    hash = Self.cost(rounds) { _ = secret.hash("P0123456789ABCDEF icbc", for: .pseudonym) }
    agreement = Self.cost(rounds) { _ = secret.hash("agreement \(text)", for: .codes) }
    keys = try Self.cost(rounds / 4) { _ = try QueryKeys.make(query: "Q", personKey: person) }
    details = Self.cost(rounds) { Self.read(document) }
  }

  /// Reads a person's details as the engine does: what was checked when it was sealed is not checked again.
  private static func read(_ document: String) {
    guard let json = try? JSONValue(utf8: Array(document.utf8)), let name = json.text("name"),
      let number = json.text("idNumber"), let phone = json.text("phone")
    else { return }
    _ = (PersonName(stored: name), IdentityNumber(stored: number), PhoneNumber(stored: phone))
  }

  /// The cost of a quick batch of ten, so that rather too little is deducted from the store's time.
  private static func cost<Failure: Error>(_ rounds: Int, _ work: () throws(Failure) -> Void) throws(Failure) -> Double
  {
    var samples = Samples()
    for _ in 0..<max(3, rounds / 10) {
      let start = Stopwatch.thread
      for _ in 0..<10 { try work() }
      samples.add(Double(Stopwatch.thread - start) / 10)
    }
    return samples.percentile(10)
  }

  /// Sealing that one query does inside the writer's transactions: the hashes of the code, its binding, its requester
  /// and twice the phone, and of the agreement; its key sealed, opened and sealed again, the details opened for the SMS,
  /// the SMS's number and text sealed. The seals of rows are the store's own and not counted here.
  var sealingInWriter: Double { 2 * open + 4 * seal + 5 * hash + agreement }

  /// Sealing that one query does outside the writer: its keys, the session and the code's request, the details for the
  /// application and for asking all banks, a pseudonym for each bank, the SMS's number and text opened.
  func sealingOutside(banks: Int) -> Double {
    keys + 4 * open + Double(banks + 4) * hash + agreement
  }

  /// Reading of JSON in the writer: the person's details for the SMS. Outside they are read for the application and once
  /// for all banks.
  var jsonInWriter: Double { details }
  var jsonOutside: Double { 2 * details }
}
