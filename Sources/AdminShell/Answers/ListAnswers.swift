import Domain
import Program
import RolloutControl
import Text

/// `show regions`: the share of each region, running and in the candidate.
struct RegionsAnswer: Answer {
  let map: TileMap

  var json: JSONValue {
    .array(
      map.tiles.map { tile in
        .object([
          .init("region", .string(tile.region.code.text)), .init("name", .string(tile.region.name.chosen)),
          .init("share", tile.running.json), .init("candidate", tile.candidate.json),
        ])
      })
  }

  var table: Table {
    var table = Table([
      .init("region", zh: "代码", en: "code"), .init("name", zh: "地区", en: "region"),
      .init("share", zh: "现行 %", en: "running %", .right), .init("candidate", zh: "候选 %", en: "candidate %", .right),
    ])
    for tile in map.tiles {
      let style: Paint.Style = tile.running == .full ? .green : tile.running == .none ? .dim : .yellow
      let candidate = tile.isChanged ? tile.candidate.description : ""
      table.add([
        .init(tile.region.code.text), .init(tile.region.name.chosen), .init(tile.running.description, style),
        .init(candidate, .yellow, .bold, csv: tile.candidate.description),
      ])
    }
    return table
  }
}

/// `show banks`: the state of each bank, running and in the candidate, and whether it can be reached.
struct BanksAnswer: Answer {
  let catalogue: Catalogue
  let running: Rollout
  let candidate: Rollout
  let profiles: [BankCode: BankProfile]

  var json: JSONValue {
    .array(
      catalogue.banks.map { bank in
        guard case .object(let members) = RolloutJSON(rollout: running, catalogue: catalogue).bank(bank) else {
          return .null
        }
        let coming = candidate.state(of: bank.code)
        return .object(
          members + [
            .init("endpoint", JSONValue(profiles[bank.code]?.endpoint?.url)),
            .init("key", .bool(profiles[bank.code]?.endpoint?.publicKey != nil)),
            .init("certification", profiles[bank.code]?.certificationJSON ?? .null),
            .init("maintenance", profiles[bank.code]?.maintenances.first?.json ?? .null),
            .init(
              "candidate",
              .object([.init("state", .string(coming.name)), .init("regions", coming.regions?.json ?? [])])),
          ])
      })
  }

  var table: Table {
    let wording = Wording(catalogue: catalogue, language: Program.language)
    var table = Table([
      .init("bank", zh: "代码", en: "code"), .init("name", zh: "银行", en: "bank"), .init("tier", zh: "类别", en: "tier"),
      .init("state", zh: "状态", en: "state"), .init("regions", zh: "地区", en: "regions"),
      .init("endpoint", zh: "网址", en: "endpoint"), .init("certification", zh: "认证", en: "certification"),
      .init("maintenance", zh: "维护", en: "maintenance"), .init("candidate", zh: "候选", en: "candidate"),
    ])
    for bank in catalogue.banks {
      let (now, coming) = (running.state(of: bank.code), candidate.state(of: bank.code))
      let style: Paint.Style = now.name == "connected" ? .green : now.name == "closed" ? .dim : .yellow
      table.add([
        .init(bank.code.text), .init(bank.name.chosen), .init(bank.tier.name.chosen, csv: bank.tier.rawValue),
        .init(wording.state(now), style, csv: now.name), .init(wording.regions(now.regions), csv: now.regionList),
        .init(profiles[bank.code]?.endpoint?.url ?? ""), profiles[bank.code]?.certificationCell ?? "",
        .init(profiles[bank.code]?.maintenances.first?.period ?? ""),
        .init(now == coming ? "" : wording.bank(coming), .yellow, .bold, csv: coming.name),
      ])
    }
    return table
  }
}

/// `show channels`
struct ChannelsAnswer: Answer {
  let running: Rollout
  let candidate: Rollout

  var json: JSONValue {
    .array(
      Channel.allCases.map { channel in
        .object([
          .init("channel", .string(channel.rawValue)), .init("name", .string(channel.name.chosen)),
          .init("open", .bool(running.isOpen(channel))), .init("candidate", .bool(candidate.isOpen(channel))),
        ])
      })
  }

  var table: Table {
    var table = Table([
      .init("channel", zh: "代码", en: "code"), .init("name", zh: "渠道", en: "channel"),
      .init("state", zh: "状态", en: "state"),
      .init("candidate", zh: "候选", en: "candidate"),
    ])
    for channel in Channel.allCases {
      let (now, coming) = (Self.openness(running, channel), Self.openness(candidate, channel))
      table.add([
        .init(channel.rawValue), .init(channel.name.chosen),
        .init(now.name.chosen, now == .open ? .green : .dim, csv: now.rawValue),
        .init(now == coming ? "" : coming.name.chosen, .yellow, .bold, csv: coming.rawValue),
      ])
    }
    return table
  }

  private static func openness(_ rollout: Rollout, _ channel: Channel) -> TileMap.Openness {
    rollout.isOpen(channel) ? .open : .closed
  }
}
