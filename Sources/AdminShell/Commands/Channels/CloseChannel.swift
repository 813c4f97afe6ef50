import Domain

/// `close channel`
struct CloseChannel: EditCommand {
  let channels: [Channel]

  static let form = Form(
    "close channel", [.some(.channels)], zh: "关闭渠道；已受理的查询照常完成", en: "close channels; accepted queries finish",
    examples: ["close channel offline"])

  var edit: RolloutEdit { .closeChannels(channels) }
}

extension CloseChannel {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(channels: try names.channels(arguments.operands)) }
}
