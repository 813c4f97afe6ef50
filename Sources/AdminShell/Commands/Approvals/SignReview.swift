import Domain

/// `sign review`
struct SignReview: ConsoleCommand {
  let review: Int

  static let form = Form(
    "sign review", [.one(.number)], zh: "签认他人的紧急操作", en: "sign the review of someone else's emergency",
    examples: ["sign review 2"])

  static let needs = CommandNeeds.anyDatabase

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    _ = try session.emergencies.signReview(review)
    return Reply(result: Listing.reviews(try session.emergencies.reviews().filter { $0.number == review }))
  }
}

extension SignReview {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(review: try arguments.number(0, .number)) }
}
