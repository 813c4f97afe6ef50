import Domain
import Logging
import Program
import Store
import Text

/// The first lines of a service: what it serves, where, under which revision, and what is missing.
struct ServingReport {
  let path: String
  let isSandbox: Bool
  let standing: StoreStanding
  /// Whom it serves, and where.
  let offered: [(party: Offering.Party, address: String)]
  /// What is missing, so that people, banks or messages have to wait.
  let missing: [any Fault]
  /// The words for a fault, with what can be done against it.
  let wording: @Sendable (any Fault) -> String

  func write(to log: Logger, _ language: Language) {
    log.notice("\(serving[language])")
    for (party, address) in offered { log.notice("\(party.name[language]): \(address)") }
    if !offered.contains(where: { $0.party == .banks }) {
      log.notice("\(Bilingual(zh: "银行回调：无，由引擎取回结果", en: "banks' callbacks: none, answers are fetched")[language])")
    }
    for fault in missing { log.warning("\(fault.code): \(wording(fault))") }
    guard let obstacle = standing.obstacle else { return }
    log.warning("\(waiting[language]): \(obstacle.code): \(wording(obstacle))")
  }

  private var serving: Bilingual {
    let kind = isSandbox ? Bilingual(zh: "沙箱", en: "the sandbox") : Bilingual(zh: "正式库", en: "the real database")
    let revision = standing.revision.map { Bilingual(zh: "，现行版本 \($0)", en: " under revision \($0)") }
    return Bilingual(
      zh: "查卡 \(Program.version) 服务于\(kind.zh) \(path)\(revision?.zh ?? "")",
      en: "Chaka \(Program.version) serves \(kind.en) \(path)\(revision?.en ?? "")")
  }

  private var waiting: Bilingual {
    Bilingual(
      zh: "暂不受理查卡人，也不询问银行，直到管理员作出决定或故障排除",
      en: "people and banks wait until an administrator decides, or what is wrong is put right")
  }
}
