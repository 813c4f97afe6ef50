import Domain
import Program
import Text

/// The JSON of a rollout in `show gate`: every region and every bank, closed ones included (docs/contract.md, "JSON
/// shapes").
struct RolloutJSON {
  let rollout: Rollout
  let catalogue: Catalogue

  var members: [JSONValue.Member] {
    [
      .init("service", rollout.service.isPaused ? "paused" : "open"), .init("pauseReason", pauseReason),
      .init("channels", JSONValue(rollout.channels.map(\.rawValue))),
      .init("regions", .array(catalogue.regions.map(region))), .init("banks", .array(catalogue.banks.map(bank))),
      .init("policies", .object(rollout.policies.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
    ]
  }

  private var pauseReason: JSONValue {
    if case .paused(let reason) = rollout.service { .string(reason) } else { .null }
  }

  func region(_ region: Region) -> JSONValue {
    .object([
      .init("region", .string(region.code.text)), .init("name", .string(region.name.chosen)),
      .init("share", rollout.share(of: region.code).json),
    ])
  }

  func bank(_ bank: Bank) -> JSONValue {
    let state = rollout.state(of: bank.code)
    return .object([
      .init("bank", .string(bank.code.text)), .init("name", .string(bank.name.chosen)),
      .init("tier", .string(bank.tier.rawValue)), .init("state", .string(state.name)),
      .init("regions", state.regions?.json ?? []), .init("reason", JSONValue(state.reason)),
    ])
  }
}

extension BankRollout {
  /// The reason of the suspension; nil if the bank is not suspended.
  var reason: String? {
    if case .suspended(let reason, _) = self { reason } else { nil }
  }
}
