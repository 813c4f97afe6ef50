import Domain
import RolloutControl
import Text

/// `registry update`
struct UpdateRegistry: RequestableChange, PlainCommand {
  static let form = Form(
    "registry update", zh: "改用本程序读到的登记资料", en: "go by the registry that this program has read",
    details: Bilingual(
      zh: """
        数据库按一份登记资料（地区、银行、组、前提条件、授权书）判断。程序升级后资料不同，或 CHAKA_REGISTRY 指向别处时，\
        一切命令都被拒绝（registry_changed），直到管理员用它改用新的。记入审计。
        """,
      en: """
        A database goes by one registry: regions, banks, groups, preconditions and the agreement. After an upgrade that \
        brings another one, or if CHAKA_REGISTRY names another, every command is refused (registry_changed) until an \
        administrator accepts it with this. Audited.
        """),
    examples: ["registry update"])

  static let needs = CommandNeeds.anyDatabase

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    .updateRegistry(fingerprint: try context.session().store.registryFingerprint)
  }

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    try session.administration.updateRegistry()
    return Reply(result: RegistryUpdatedResult(fingerprint: session.store.registryFingerprint))
  }
}
