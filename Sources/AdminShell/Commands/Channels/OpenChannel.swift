import Domain

/// `open channel`
struct OpenChannel: EditCommand {
  let channels: [Channel]

  static let form = Form(
    "open channel", [.some(.channels)], zh: "开放渠道", en: "open channels", examples: ["open channel app"])

  var edit: RolloutEdit { .openChannels(channels) }
}

extension OpenChannel {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(channels: try names.channels(arguments.operands)) }
}
