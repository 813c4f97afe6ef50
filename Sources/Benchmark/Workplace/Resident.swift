import BankSandbox
import Domain
import QueryEngine
import Text

/// An invented person, with an identity number and a phone that pass every check.
struct Resident: Sendable {
  let name: PersonName
  let idNumber: IdentityNumber
  let phone: PhoneNumber
  let password: PaymentPassword

  /// A person different from those of all other numbers below a million.
  init(_ number: Int) throws {
    name = try PersonName("张三")
    idNumber = try Self.identityNumber(number)
    phone = try PhoneNumber("139\(String(10_000_000 + number))")
    password = try Self.password(idNumber, phone)
  }

  /// An identity number: Beijing, a day between 1950 and 1990, a serial number, and the right check digit.
  private static func identityNumber(_ number: Int) throws -> IdentityNumber {
    let (serial, day) = (number % 1_000, number / 1_000)
    let date = "\(1950 + day / 336)\(two(day / 28 % 12 + 1))\(two(day % 28 + 1))"
    let body = "110105\(date)\(serial < 10 ? "00" : serial < 100 ? "0" : "")\(serial)"
    var last: IdentityNumber?
    for digit in "0123456789X" where last == nil { last = try? IdentityNumber(body + String(digit)) }
    return try last ?? IdentityNumber(body)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func password(_ idNumber: IdentityNumber, _ phone: PhoneNumber) throws -> PaymentPassword {
    let first = try? PaymentPassword("805317", idNumber: idNumber, phone: phone)
    return try first ?? PaymentPassword("264903", idNumber: idNumber, phone: phone)
  }

  /// The person on record with banks: nine cards at five banks.
  func cardholder(_ banks: [BankCode]) -> Cardholder {
    let cards = (0..<9).compactMap { index in
      CardNumber("622848000000000001\(index)").map {
        BookCard(bank: banks[index % 5], kind: index < 6 ? .debit : .credit, number: $0)
      }
    }
    return Cardholder(name: name.text, idNumber: idNumber.text, phone: phone.text, cards: cards)
  }
}

extension OpenSandbox {
  /// Registers a person through the desk and gives their session.
  func register(_ resident: Resident, region: RegionCode) async throws -> String {
    let registration = Registration(
      name: resident.name, idNumber: resident.idNumber, phone: resident.phone, region: region)
    let code = try await code(of: resident) {
      _ = try await desk.register(registration, code: nil, password: nil)
    }
    return try await desk.register(registration, code: code, password: resident.password).token
  }

  /// Has a code sent for an application, which goes to all banks unless others are given.
  func prepare(_ resident: Resident, _ token: String, banks: Application.Banks = .all) async throws -> Ready {
    let code = try await code(of: resident) { _ = try await desk.apply(token, Application(banks, code: nil)) }
    return Ready(token: token, code: code, banks: banks)
  }

  /// The code that a call sends by SMS; nil if it sends none.
  private func code(of resident: Resident, _ call: () async throws -> Void) async throws -> String? {
    do { try await call() } catch let fault as any Fault where fault.code == "code_required" {}
    return messages.code(of: resident.phone)
  }

  /// A person who only has to apply.
  struct Ready: Sendable {
    let token: String
    let code: String?
    let banks: Application.Banks
  }

  /// Applies: the application is checked, its code too, and it is accepted and on the disk.
  @discardableResult
  func apply(_ ready: Ready) async throws -> QueryView {
    try await desk.apply(ready.token, Application(ready.banks, code: ready.code))
  }
}

extension Application {
  fileprivate init(_ banks: Banks, code: String?) {
    self.init(banks: banks, agreed: true, code: code, face: .given, channel: .app)
  }
}

extension Collection where Self: Sendable, Index == Int, Element: Sendable {
  /// Does work with every element, a number of them at a time, and gives the results in the same order.
  func together<Value: Sendable>(
    _ workers: Int, _ work: @escaping @Sendable (Element) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: [(Int, Value)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var done: [(Int, Value)] = []
          for index in stride(from: startIndex + worker, to: endIndex, by: workers) {
            done.append((index, try await work(self[index])))
          }
          return done
        }
      }
      var all: [(Int, Value)] = []
      for try await part in group { all += part }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
