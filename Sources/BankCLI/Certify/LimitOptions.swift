import ArgumentParser
import Conformance
import Domain
import Program
import Text

/// The time limits of a certification; printed with the result.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "单次往返至多多少秒（默认 10）", en: "seconds for one exchange at most (10 by default)", valueName: "seconds"))
  var exchangeSeconds: UInt32 = 10

  @Option(
    help: ArgumentHelp(
      zh: "受理（accepted）之后至多多少秒给出答复（默认 60；夜间批处理的银行例如 43200）",
      en: """
        seconds from accepting an enquiry to its answer at most (60 by default; 43200, say, for one that works overnight)
        """,
      valueName: "seconds"))
  var answerSeconds: UInt32 = 60

  @Option(
    help: ArgumentHelp(
      zh: "单项检查至多多少秒，不计等待答复的时间（默认 120）",
      en: "seconds for one check at most, waiting for late answers left aside (120 by default)", valueName: "seconds"))
  var checkSeconds: UInt32 = 120

  @Option(
    help: ArgumentHelp(
      zh: "95% 的请求应在多少秒内答复（默认 5）", en: "seconds in which 95 % of requests are answered (5 by default)",
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
      zh: "接收回调的监听地址（默认 127.0.0.1）", en: "address to listen on for callbacks (127.0.0.1 by default)",
      valueName: "host"))
  var callbackHost = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      zh: "接收回调的端口（默认：银行在本机时任选空闲端口，否则不做回调检查）",
      en: "port for callbacks (else a free one where the bank is on this machine, and none otherwise)",
      valueName: "port"))
  var callbackPort: UInt16?

  @Option(
    help: ArgumentHelp(
      zh: "告诉银行的回调地址，以 /v1/callback 结尾（默认按监听地址）",
      en: "what the bank is told to call, ending in /v1/callback (else the address listened on)", valueName: "url"))
  var callbackUrl: String?

  var address: CallbackAddress? {
    callbackPort.map { CallbackAddress(host: callbackHost, port: Int($0), url: callbackUrl) }
  }

  func validate() throws {
    guard let callbackUrl else { return }
    guard callbackPort != nil, callbackUrl.hasPrefix("http"), callbackUrl.hasSuffix("/v1/callback") else {
      throw UsageFault.other(
        Bilingual(
          zh: "--callback-url 须以 /v1/callback 结尾，并与 --callback-port 一起给出",
          en: "--callback-url ends in /v1/callback and comes with --callback-port"))
    }
  }
}
