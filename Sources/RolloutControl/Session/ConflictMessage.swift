import Domain
import Text

extension RolloutFault {
  /// Both sides of each thing that somebody else made otherwise.
  static func conflict(running: Int, ours: [RolloutChange], theirs: [RolloutChange]) -> Bilingual {
    let clashes = theirs.map { their in
      let (name, value) = (PathName.name(of: their.path), their.to.text)
      guard let own = ours.first(where: { $0.subject == their.subject })?.to.text else {
        return Bilingual(zh: "\(name.zh)：对方 \(value.zh)", en: "\(name.en): \(value.en) there")
      }
      return Bilingual(
        zh: "\(name.zh)：对方 \(value.zh)，候选版本 \(own.zh)", en: "\(name.en): \(value.en) there, \(own.en) in the candidate")
    }
    return Bilingual(
      zh: "候选版本与版本 \(running) 冲突（" + clashes.map(\.zh).joined(separator: "；") + "）",
      en: "the candidate conflicts with revision \(running) (" + clashes.map(\.en).joined(separator: "; ") + ")")
  }
}

extension RolloutSetting {
  /// As a message says it, things by their codes.
  fileprivate var text: Bilingual {
    switch self {
    case .service(.open): Bilingual(zh: "开放", en: "open")
    case .service(.paused(let reason)): Bilingual(zh: "暂停（\(reason)）", en: "paused (\(reason))")
    case .channel(let isOpen): isOpen ? Bilingual(zh: "开放", en: "open") : Bilingual(zh: "关闭", en: "closed")
    case .region(let share): Bilingual(zh: "\(share)%", en: "\(share)%")
    case .bank(let state): state.text
    case .policy(let value): value.map { Bilingual(zh: $0, en: $0) } ?? Bilingual(zh: "默认", en: "default")
    case .registryBank(let bank): bank?.name ?? Bilingual(zh: "未登记", en: "not registered")
    case .regionName(let name): name?.name ?? Self.ownName
    case .bankName(let name): name ?? Self.ownName
    }
  }

  private static let ownName = Bilingual(zh: "原名", en: "its original name")
}

extension BankRollout {
  fileprivate var text: Bilingual {
    switch self {
    case .closed: return Bilingual(zh: "断开", en: "disconnected")
    case .connected(.everywhere): return Bilingual(zh: "接入", en: "connected")
    case .connected(.only(let regions)):
      let codes = regions.map(\.text)
      return Bilingual(
        zh: "接入（\(codes.joined(separator: "、"))）", en: "connected in \(codes.joined(separator: ", "))")
    case .suspended(let reason, _): return Bilingual(zh: "暂停（\(reason)）", en: "suspended (\(reason))")
    }
  }
}
