import ArgumentParser
import Conformance
import Domain
import Program
import Text

/// The time limits of a certification; printed with the result.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "单次往返的时限，单位秒（默认 10）", en: "time limit for one exchange, in seconds (default: 10)", valueName: "seconds"))
  var exchangeSeconds: UInt32 = 10

  @Option(
    help: ArgumentHelp(
      zh: "受理（accepted）到答复的时限，单位秒（默认 60；夜间批处理的银行如 43200）",
      en: """
        time limit from accepting an enquiry to its answer, in seconds (default: 60; 43200, say, for a bank that works \
        overnight)
        """,
      valueName: "seconds"))
  var answerSeconds: UInt32 = 60

  @Option(
    help: ArgumentHelp(
      zh: "单项检查的时限，单位秒，不计等待答复的时间（默认 120）",
      en: "time limit for one check, in seconds, not counting waits for late answers (default: 120)",
      valueName: "seconds"))
  var checkSeconds: UInt32 = 120

  @Option(
    help: ArgumentHelp(
      zh: "答复 95% 的请求的时限，单位秒（默认 5）", en: "time limit for answering 95 % of requests, in seconds (default: 5)",
      valueName: "seconds"))
  var paceSeconds: UInt32 = 5

  var limits: CertificationLimits {
    CertificationLimits(
      exchangeSeconds: Int(exchangeSeconds), answerSeconds: Int(answerSeconds), checkSeconds: Int(checkSeconds),
      paceSeconds: Int(paceSeconds))
  }

  func validate() throws {
    for (value, name) in [
      (exchangeSeconds, "--exchange-seconds"), (answerSeconds, "--answer-seconds"), (checkSeconds, "--check-seconds"),
      (paceSeconds, "--pace-seconds"),
    ] where !(1...604_800).contains(value) {
      throw UsageFault.invalidValue("\(value)", option: name, allowed: [])
    }
  }
}

/// The address on which the suite listens for answers that a bank posts later.
struct CallbackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "接收回调的监听地址（默认 127.0.0.1）", en: "address to listen on for callbacks (default: 127.0.0.1)",
      valueName: "host"))
  var callbackHost = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      zh: "接收回调的端口（默认：银行在本机时任选空闲端口，否则不检查回调）",
      en: "port for callbacks (default: a free one if the bank is on this machine, otherwise none)",
      valueName: "port"))
  var callbackPort: UInt16?

  @Option(
    help: ArgumentHelp(
      zh: "告诉银行的回调地址，以 /v1/callback 结尾（默认为监听地址）",
      en: "callback address given to the bank, ending in /v1/callback (default: the address listened on)",
      valueName: "url"))
  var callbackUrl: String?

  var address: CallbackAddress? {
    callbackPort.map { CallbackAddress(host: callbackHost, port: Int($0), url: callbackUrl) }
  }

  func validate() throws {
    guard let callbackUrl else { return }
    guard callbackPort != nil, callbackUrl.hasPrefix("http"), callbackUrl.hasSuffix("/v1/callback") else {
      throw UsageFault.other(
        Bilingual(
          zh: "--callback-url 须以 /v1/callback 结尾，并与 --callback-port 一起使用",
          en: "--callback-url must end in /v1/callback and needs --callback-port"))
    }
  }
}
