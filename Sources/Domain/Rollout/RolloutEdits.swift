extension Rollout {
  /// The edits that lead to this rollout from the initial one, in the order in which they are to be made. Settings
  /// without an edit are left out: a policy that this version does not know.
  public var edits: [RolloutEdit] {
    registryEdits + policyEdits + (channels.isEmpty ? [] : [.openChannels(channels)]) + regionEdits + connections
      + suspensions
      + serviceEdits
  }

  private var registryEdits: [RolloutEdit] {
    registry.banks.sorted { $0.key < $1.key }.map { .addBank($0.value) }
      + registry.regionNames.sorted { $0.key < $1.key }.map { .renameRegion($0.key, $0.value) }
      + registry.bankNames.sorted { $0.key < $1.key }.map { .renameBank($0.key, $0.value) }
  }

  private var policyEdits: [RolloutEdit] {
    policies.sorted { $0.key < $1.key }.compactMap { name, value in
      Policy(rawValue: name).flatMap { PolicySetting($0, value) }.map { .setPolicy($0) }
    }
  }

  /// The edits of shares: regions with the same share together, the largest share first.
  private var regionEdits: [RolloutEdit] {
    Dictionary(grouping: shares.keys) { shares[$0] ?? .none }
      .sorted { $0.key > $1.key }
      .map { .openRegions($0.value.sorted(), $0.key) }
  }

  /// The edits that connect banks. A bank that is suspended is connected first, so that `resume` gives its regions
  /// back.
  private var connections: [RolloutEdit] {
    grouped { $0.regions }.map { .connect($0.banks, $0.value) }
  }

  private var suspensions: [RolloutEdit] {
    grouped { state -> String? in if case .suspended(let reason, _) = state { reason } else { nil } }
      .map { .suspend($0.banks, reason: $0.value) }
  }

  private var serviceEdits: [RolloutEdit] {
    if case .paused(let reason) = service { [.pauseService(reason: reason)] } else { [] }
  }

  /// Banks with the same value together, in the order of their codes.
  private func grouped<Value: Equatable>(
    by value: (BankRollout) -> Value?
  ) -> [(value: Value, banks: [BankCode])] {
    banks.keys.sorted().reduce(into: []) { groups, bank in
      guard let value = value(state(of: bank)) else { return }
      if let place = groups.firstIndex(where: { $0.value == value }) {
        groups[place].banks.append(bank)
      } else {
        groups.append((value, [bank]))
      }
    }
  }
}
