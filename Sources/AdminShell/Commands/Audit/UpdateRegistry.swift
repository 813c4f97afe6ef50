import Domain
import RolloutControl
import Text

/// `registry update`
struct UpdateRegistry: RequestableChange, PlainCommand {
  static let form = Form(
    "registry update", zh: "采用本程序读取的登记资料", en: "adopt the registry that this program has read",
    details: Bilingual(
      zh: """
        数据库以一份登记资料（地区、银行、组、前提条件、授权书）为准。程序升级带来新的资料，或 CHAKA_REGISTRY 另有所指时，\
        一切命令都被拒绝（registry_changed），直到管理员执行此命令采用新的资料。记入审计。
        """,
      en: """
        A database uses one registry: regions, banks, groups, preconditions and the agreement. After an upgrade with a \
        different one, or if CHAKA_REGISTRY points to another, every command is refused (registry_changed) until an \
        administrator adopts it with this command. Audited.
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
