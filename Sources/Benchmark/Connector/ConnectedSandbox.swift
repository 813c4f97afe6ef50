import BankLink
import Domain
import QueryEngine
import Registry
import Sealing
import Store

/// A sandbox whose banks are reached over HTTP by the signed protocol.
struct ConnectedSandbox {
  let sandbox: OpenSandbox
  let port: HTTPBankPort
  private let catalogue: Catalogue

  init(
    _ name: String, in workplace: Workplace, registry: Registry, banks: BankProcess,
    wrapping wrap: @escaping (HTTPBankPort) -> any BankPort = { $0 }
  ) throws {
    catalogue = registry.catalogue
    var made: HTTPBankPort?
    sandbox = try OpenSandbox(
      name, in: workplace, registry: registry, book: .init(cardholders: []),
      fill: { location in
        let store = try Store.open(at: location, catalogue: registry.catalogue, pretendedNow: nil)
        try store.write(protecting: .rollout) { transaction in
          for bank in registry.catalogue.banks {
            try transaction.setEndpoint("\(banks.address)/\(bank.code)", of: bank.code)
          }
        }
      },
      port: { store in
        var settings = HTTPBankPort.Settings(
          signingKey: { try store.networkKeys.signing(now: store.clock.now) }, now: { store.clock.now })
        settings.isSandbox = true
        let port = HTTPBankPort(settings)
        made = port
        return wrap(port)
      })
    guard let made else { preconditionFailure("the sandbox makes its port") }
    port = made
  }

  /// People who only have to apply.
  func people(_ numbers: Range<Int>, _ registry: Registry) async throws -> [OpenSandbox.Ready] {
    let region = registry.catalogue.regions[0].code
    let sandbox = sandbox
    return try await numbers.map { try Resident($0) }.together(16) { resident in
      try await sandbox.prepare(resident, sandbox.register(resident, region: region))
    }
  }
}
