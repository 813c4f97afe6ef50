import Text

/// One editing command of the console, with codes in place of names.
public enum RolloutEdit: Sendable, Equatable {
  case openRegions([RegionCode], Share)
  case closeRegions([RegionCode])
  case connect([BankCode], BankRegions)
  case disconnect([BankCode])
  case suspend([BankCode], reason: String)
  case resume([BankCode])
  case openChannels([Channel])
  case closeChannels([Channel])
  case pauseService(reason: String)
  case resumeService
  case setPolicy(PolicySetting)
  /// Adds a bank, in place of one added under its code before.
  case addBank(Bank)
  case removeBank(BankCode)
  case renameRegion(RegionCode, RegionName)
  case renameBank(BankCode, Bilingual)
}

extension Rollout {
  /// Applies an edit. An edit without effect is allowed: compare before and after to tell.
  public mutating func apply(_ edit: RolloutEdit) {
    switch edit {
    case .openRegions(let regions, let share): for region in regions { set(share, for: region) }
    case .closeRegions(let regions): for region in regions { set(Share.none, for: region) }
    case .connect(let banks, let regions): for bank in banks { set(.connected(regions), for: bank) }
    case .disconnect(let banks): for bank in banks { set(.closed, for: bank) }
    case .suspend(let banks, let reason):
      for bank in banks { set(.suspended(reason: reason, regions: state(of: bank).regions), for: bank) }
    case .resume(let banks): for bank in banks { resume(bank) }
    case .openChannels(let channels): for channel in channels { set(channel, open: true) }
    case .closeChannels(let channels): for channel in channels { set(channel, open: false) }
    case .pauseService(let reason): service = .paused(reason: reason)
    case .resumeService: service = .open
    case .setPolicy(let setting): set(policy: setting.policy.name, to: setting.value)
    case .addBank(let bank): registry.set(bank, for: bank.code)
    case .removeBank(let bank):
      registry.set(Bank?.none, for: bank)
      registry.set(Bilingual?.none, for: bank)
    case .renameRegion(let region, let name): registry.set(name, for: region)
    case .renameBank(let bank, let name): registry.set(name, for: bank)
    }
  }

  /// Restores the regions that the suspension interrupted: a bank that was closed before is closed again.
  private mutating func resume(_ bank: BankCode) {
    guard case .suspended(_, let regions) = state(of: bank) else { return }
    set(regions.map { .connected($0) } ?? .closed, for: bank)
  }
}
