import Domain

/// `pause service`
struct PauseService: EmergencyCommand {
  let reason: String

  static let form = Form(
    "pause service", clauses: [.emergency, .reason], zh: "暂停整个服务：不受理，不询问",
    en: "pause the whole service: nothing is accepted or asked", examples: ["pause service reason 演练"])

  var edit: RolloutEdit { .pauseService(reason: reason) }
}

extension PauseService {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(reason: try arguments.text("reason")) }
}
