import Foundation
import NIOCore
import ServiceLifecycle
import Settings
import Text

/// Something that a service offers at an address.
struct Offering {
  /// Whom it is for.
  enum Party: Sendable, Hashable, CaseIterable {
    /// Operators, over the local socket.
    case operators
    /// Operators over the network.
    case networkOperators
    case people
    case banks
    case watchers

    var name: Bilingual {
      switch self {
      case .operators: Bilingual(zh: "操作员", en: "operators")
      case .networkOperators: Bilingual(zh: "操作员（网络）", en: "operators, over the network")
      case .people: Bilingual(zh: "查卡人", en: "people")
      case .banks: Bilingual(zh: "银行回调", en: "banks' callbacks")
      case .watchers: Bilingual(zh: "监控", en: "watchers")
      }
    }

    /// Whether it waits until the database can be served. Operators decide about one that cannot, and watchers see it;
    /// people are answered 503 meanwhile.
    var isHeldBack: Bool { self == .banks }
  }

  let party: Party
  /// The address, as it is shown.
  let address: String
  /// The setting by which it listens there.
  let setting: String
  let service: any Service
}

/// Nothing can listen at the address of a setting.
struct AddressUnusable: SettingFault {
  let setting: String
  let address: String
  /// The system's error number (errno); nil if there is none.
  let number: Int32?

  var code: String { number == EADDRINUSE ? "address_in_use" : "address_unusable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] {
    [.init("address", .string(address))] + (number.map { [.init("error", .integer(Int64($0)))] } ?? [])
  }

  var message: Bilingual {
    switch number {
    case EADDRINUSE:
      Bilingual(
        zh: "\(setting)：\(address) 已被另一个程序占用，请换一个端口，或停止那个程序",
        en: "\(setting): another program listens at \(address): choose another port, or stop that program")
    case EACCES:
      Bilingual(
        zh: "\(setting)：本账户无权使用 \(address)，请用 1024 以上的端口，或由 systemd 授权（CAP_NET_BIND_SERVICE）",
        en: """
          \(setting): this account may not listen at \(address): choose a port from 1024 on, or have systemd allow it \
          (CAP_NET_BIND_SERVICE)
          """)
    case EADDRNOTAVAIL:
      Bilingual(
        zh: "\(setting)：本机没有地址 \(address)", en: "\(setting): this machine does not have the address \(address)")
    default:
      Bilingual(
        zh: "\(setting)：无法监听 \(address)" + (number.map { "（错误号 \($0)）" } ?? ""),
        en: "\(setting): cannot listen at \(address)" + (number.map { " (error \($0))" } ?? ""))
    }
  }
}

/// Runs what an offering serves: held back while the database cannot be served, and with its setting named where it
/// cannot listen.
struct OfferedService: Service {
  let offering: Offering
  let readiness: Readiness

  func run() async throws {
    if offering.party.isHeldBack, await !readiness.untilServable() { return }
    do {
      try await offering.service.run()
    } catch let error as IOError {
      throw AddressUnusable(setting: offering.setting, address: offering.address, number: error.errnoCode)
    }
  }
}

/// The engine of a service, held back while the database cannot be served.
struct HeldEngine: Service {
  let engine: any Service
  let readiness: Readiness
  /// Told where the engine begins late.
  let begins: @Sendable () -> Void

  func run() async throws {
    if !readiness.isServable {
      guard await readiness.untilServable() else { return }
      begins()
    }
    try await engine.run()
  }
}
