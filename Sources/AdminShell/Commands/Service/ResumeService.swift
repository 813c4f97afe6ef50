import Domain

/// `resume service`
struct ResumeService: EditCommand, PlainCommand {
  static let form = Form("resume service", zh: "恢复服务", en: "resume the service", examples: ["resume service"])

  var edit: RolloutEdit { .resumeService }
}
