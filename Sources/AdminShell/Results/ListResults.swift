import Domain
import Program
import RolloutControl
import Text

extension Listing where Row == TileMap.Tile {
  /// `show regions`: the share of each region, running and in the candidate.
  static func regions(_ map: TileMap) -> Listing {
    Listing(
      map.tiles,
      [
        Field("region", zh: "代码", en: "code") { .init($0.region.code.text) },
        Field("name", zh: "地区", en: "region") { .init($0.region.name.chosen) },
        Field("share", zh: "现行 %", en: "running %", .right) { tile in
          .init(tile.running.description, tile.running == .full ? .green : tile.running == .none ? .dim : .yellow)
        },
        Field("candidate", zh: "候选版本 %", en: "candidate %", .right) { tile in
          .init(tile.isChanged ? tile.candidate.description : "", .yellow, .bold, csv: tile.candidate.description)
        },
      ]
    ) { tile in
      [
        "region": .string(tile.region.code.text), "name": .string(tile.region.name.chosen),
        "share": tile.running.json, "candidate": tile.candidate.json,
      ]
    }
  }
}

/// A bank in the running revision and in the candidate, and whether it can be reached.
struct ListedBank {
  let bank: Bank
  let now: BankRollout
  let coming: BankRollout
  let profile: BankProfile?
}

extension Listing where Row == ListedBank {
  /// `show banks`
  static func banks(
    _ catalogue: Catalogue, running: Rollout, candidate: Rollout, profiles: [BankProfile]
  ) -> Listing {
    let profiles = Dictionary(profiles.map { ($0.bank, $0) }) { _, latest in latest }
    let rows = catalogue.banks.map { bank in
      ListedBank(
        bank: bank, now: running.state(of: bank.code), coming: candidate.state(of: bank.code),
        profile: profiles[bank.code])
    }
    let writer = RolloutJSON(rollout: running, catalogue: catalogue)
    return Listing(rows, columns(Wording(catalogue: catalogue, language: Program.language))) { row in
      guard case .object(let members) = writer.bank(row.bank) else { return .null }
      return .object(members + row.members)
    }
  }

  private static func columns(_ wording: Wording) -> [Field<ListedBank>] {
    [
      Field("bank", zh: "代码", en: "code") { .init($0.bank.code.text) },
      Field("name", zh: "银行", en: "bank") { .init($0.bank.name.chosen) },
      Field("tier", zh: "类别", en: "tier") { .init($0.bank.tier.name.chosen, csv: $0.bank.tier.rawValue) },
      Field("state", zh: "状态", en: "state") { row in
        let name = row.now.name
        return .init(
          wording.state(row.now), name == "connected" ? .green : name == "closed" ? .dim : .yellow, csv: name)
      },
      Field("regions", zh: "地区", en: "regions") { .init(wording.regions($0.now.regions), csv: $0.now.regionList) },
      Field("endpoint", zh: "接口地址", en: "endpoint") { .init($0.profile?.endpoint?.url ?? "") },
      Field("certification", zh: "认证", en: "certification") { $0.profile?.certificationCell ?? "" },
      Field("maintenance", zh: "维护", en: "maintenance") { .init($0.profile?.maintenances.first?.period ?? "") },
      Field("candidate", zh: "候选版本", en: "candidate") { row in
        .init(row.now == row.coming ? "" : wording.bank(row.coming), .yellow, .bold, csv: row.coming.name)
      },
    ]
  }
}

extension ListedBank {
  /// The members beside those of `show gate`.
  fileprivate var members: [JSONValue.Member] {
    [
      .init("endpoint", JSONValue(profile?.endpoint?.url)), .init("key", .bool(profile?.endpoint?.publicKey != nil)),
      .init("certification", profile?.certificationJSON ?? .null),
      .init("maintenance", profile?.maintenances.first?.json ?? .null),
      .init("candidate", ["state": .string(coming.name), "regions": coming.regions?.json ?? []]),
    ]
  }
}

extension Listing where Row == Channel {
  /// `show channels`
  static func channels(running: Rollout, candidate: Rollout) -> Listing {
    func openness(_ rollout: Rollout, _ channel: Channel) -> TileMap.Openness {
      rollout.isOpen(channel) ? .open : .closed
    }
    return Listing(
      Channel.allCases,
      [
        Field("channel", zh: "代码", en: "code") { .init($0.rawValue) },
        Field("name", zh: "渠道", en: "channel") { .init($0.name.chosen) },
        Field("state", zh: "状态", en: "state") { channel in
          let now = openness(running, channel)
          return .init(now.name.chosen, now == .open ? .green : .dim, csv: now.rawValue)
        },
        Field("candidate", zh: "候选版本", en: "candidate") { channel in
          let coming = openness(candidate, channel)
          let isSame = coming == openness(running, channel)
          return .init(isSame ? "" : coming.name.chosen, .yellow, .bold, csv: coming.rawValue)
        },
      ]
    ) { channel in
      [
        "channel": .string(channel.rawValue), "name": .string(channel.name.chosen),
        "open": .bool(running.isOpen(channel)), "candidate": .bool(candidate.isOpen(channel)),
      ]
    }
  }
}
