import Text

/// Commands that open, close, connect and suspend, and change what there is to do so with.
extension Grammar {
  static let rolloutForms: [Form] = regionForms + bankForms + channelForms + serviceForms + registryForms

  private static let reason = Clause(
    "reason", .one(.text), isRequired: true, zh: "为什么，人人可见", en: "why, for everyone to read")

  private static let emergency = Clause(
    "emergency", .none, zh: "立即生效，无须批准，事后由别人复核", en: "at once, without approval; somebody else reviews it afterwards")

  private static let regionForms: [Form] = [
    Form(
      "open region", [.some(.regions)],
      clauses: [
        Clause("share", .one(.share), zh: "放行多少比例的人，默认 100", en: "how many per cent of the people, 100 by default")
      ],
      zh: "开放地区", en: "open regions",
      details: Bilingual(
        zh: "share 是放行比例，0 到 100，最多两位小数；提高比例不会让已放行的人落选。share 0 等于关闭。",
        en:
          "A share is 0 to 100 per cent with at most two decimals; raising it drops nobody who was in. share 0 is closed."
      ),
      examples: ["open region 上海 云南", "open region CN-GD share 12.5", "open region pilot-2"]
    ) { .openRegions($0.operands, share: try $0.share("share") ?? .full) },
    Form(
      "close region", [.some(.regions)],
      clauses: [
        emergency,
        Clause("reason", .one(.text), zh: "为什么，紧急时必填", en: "why; an emergency has to say it"),
      ], zh: "关闭地区；已受理的查询照常完成", en: "close regions; accepted queries finish",
      examples: ["close region 上海", "close region 上海 emergency reason \"数据异常\""]
    ) { try $0.emergency(.closeRegions($0.operands)) },
  ]

  private static let bankForms: [Form] = [
    Form(
      "connect bank", [.some(.banks)],
      clauses: [Clause("in", .some(.regions), zh: "只在这些地区，默认各地", en: "in these regions only, everywhere by default")],
      zh: "接入银行", en: "connect banks",
      details: Bilingual(zh: "in 会替换原有的地区，不是追加。", en: "in replaces the regions a bank had; it does not add to them."),
      examples: ["connect bank national-14", "connect bank 广东农信 in 广东"]
    ) { .connect($0.operands, regions: $0.clause("in")) },
    Form(
      "disconnect bank", [.some(.banks)], zh: "断开银行；未答复的询问作废",
      en: "disconnect banks; their open enquiries are withdrawn",
      examples: ["disconnect bank cbhb"]
    ) { .disconnect($0.operands) },
    Form(
      "suspend bank", [.some(.banks)], clauses: [emergency, reason], zh: "暂停银行；询问等它恢复",
      en: "suspend banks; their enquiries wait",
      examples: ["suspend bank 招商银行 reason \"系统升级 maintenance\""]
    ) { try $0.emergency(.suspend($0.operands, reason: try $0.text("reason"))) },
    Form(
      "resume bank", [.some(.banks)], zh: "恢复暂停的银行", en: "end the suspension of banks", examples: ["resume bank cmb"]
    ) { .resume($0.operands) },
  ]

  private static let channelForms: [Form] = [
    Form("open channel", [.some(.channels)], zh: "开放渠道", en: "open channels", examples: ["open channel app"]) {
      .openChannels($0.operands)
    },
    Form(
      "close channel", [.some(.channels)], zh: "关闭渠道；已受理的查询照常完成", en: "close channels; accepted queries finish",
      examples: ["close channel offline"]
    ) { .closeChannels($0.operands) },
  ]

  private static let serviceForms: [Form] = [
    Form(
      "pause service", clauses: [emergency, reason], zh: "暂停整个服务：不受理，不询问",
      en: "pause the whole service: nothing is accepted or asked",
      examples: ["pause service reason 演练"]
    ) { try $0.emergency(.pauseService(reason: try $0.text("reason"))) },
    Form("resume service", zh: "恢复服务", en: "end the pause", examples: ["resume service"]) { _ in .resumeService },
  ]
}
