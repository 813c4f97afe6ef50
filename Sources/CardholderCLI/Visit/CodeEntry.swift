import Domain
import Program
import Store
import Text

/// The SMS code of one call: given, or typed if somebody can be asked.
struct CodeEntry {
  let given: String?
  /// The dialogue; nil if nobody can be asked.
  let dialogue: (any Dialogue)?
  /// The clock for waiting until another code can be sent.
  var clock: any WallClock = SystemClock()

  /// Makes the call with the given code. Without one the call sends a code and ends with `code_required`; then the
  /// person is asked, again after each wrong code, and another code is sent if they want one or this one is used up,
  /// until the call ends otherwise.
  func complete<Value>(_ call: (String?) async throws -> Value) async throws -> Value {
    let first = try given.map { $0 == "-" ? try StandardInput.line().trimmingSpaces() : $0 }
    guard let dialogue, first == nil else { return try await call(first) }
    while true {
      if case .done(let value) = try await send(dialogue, call) { return value }
      if case .done(let value) = try await ask(dialogue, call) { return value }
    }
  }

  private enum Step<Value> {
    case done(Value)
    case goesOn
  }

  /// Has a code sent. If one was sent just before, waits for the end of the pause between two.
  private func send<Value>(
    _ dialogue: any Dialogue, _ call: (String?) async throws -> Value
  ) async throws -> Step<Value> {
    while true {
      do {
        return .done(try await call(nil))
      } catch let fault as any Fault where fault.code == "code_required" {
        dialogue.say(Self.sent(.object(fault.facts)).chosen)
        return .goesOn
      } catch let fault as any Fault {
        guard let until = fault.pauseEnd(after: clock.now) else { throw fault }
        dialogue.say(Self.waiting(for: until.milliseconds - clock.now.milliseconds).chosen)
        try await clock.sleep(until: until)
      }
    }
  }

  private func ask<Value>(
    _ dialogue: any Dialogue, _ call: (String?) async throws -> Value
  ) async throws -> Step<Value> {
    while true {
      let typed = try dialogue.ask(Self.question)
      if Self.again.contains(typed.halfWidth.lowercased()) { return .goesOn }
      do {
        return .done(try await call(CodeText(typed).text))
      } catch let fault as any Fault where Self.mayTryAgain(fault) {
        dialogue.say(PromptRemedies().message(of: fault).sentence.chosen.legible)
      } catch let fault as any Fault {
        guard let words = Self.usedUp(fault) else { throw fault }
        dialogue.say(words.chosen)
        return .goesOn
      }
    }
  }

  private static func mayTryAgain(_ fault: any Fault) -> Bool {
    if fault is CodeTextFault { return true }
    guard fault.code == "code_wrong" else { return false }
    return fault.facts.contains { $0.key == "attemptsLeft" && $0.value != 0 }
  }

  /// The announcement of a new code, after a fault that makes the old one useless; nil for any other fault.
  private static func usedUp(_ fault: any Fault) -> Bilingual? {
    switch fault.code {
    case "code_expired":
      Bilingual(zh: "这个验证码已失效，正在重新发送。", en: "That code is no longer valid; a new one is being sent.")
    case "code_locked" where fault.until == nil:
      Bilingual(zh: "输错次数过多，这个验证码已作废，正在重新发送。", en: "Too many wrong attempts; a new code is being sent.")
    default: nil
    }
  }

  private static let again = ["重发", "resend"]

  /// The announcement of a code, from the facts of `code_required`.
  private static func sent(_ facts: JSONValue) -> Bilingual {
    var phone = Bilingual(zh: "您的手机", en: "your phone")
    if case .string(let masked)? = facts["phone"] { phone = Bilingual(zh: " \(masked)", en: masked) }
    guard facts["sent"] != false else {
      return Bilingual(
        zh: "短信服务暂时没有回应，验证码稍后发送到\(phone.zh)；收到后请输入，要重新获取请输入“重发”。",
        en: """
          The SMS service is not responding; a code will be sent to \(phone.en) as soon as it does. Enter it then, or type \
          "resend" for a new one.
          """)
    }
    guard case .integer(let seconds)? = facts["goodForSeconds"] else {
      return Bilingual(
        zh: "验证码已发送到\(phone.zh)；没收到请输入“重发”。",
        en: "A code was sent to \(phone.en). Type \"resend\" if it does not arrive.")
    }
    let minutes = seconds / 60
    return Bilingual(
      zh: "验证码已发送到\(phone.zh)，\(minutes) 分钟内有效；没收到请输入“重发”。",
      en: """
        A code was sent to \(phone.en), valid for \(minutes.counted("minute", "minutes")). Type "resend" if it \
        does not arrive.
        """)
  }

  private static let question = Bilingual(zh: "短信验证码：", en: "SMS code: ")

  private static func waiting(for milliseconds: Int64) -> Bilingual {
    let seconds = (milliseconds + 999) / 1_000
    return Bilingual(
      zh: "刚发过一个验证码，\(seconds) 秒后发送下一个，请稍候……",
      en: "A code was sent a moment ago; the next one follows in \(seconds) s. Please wait...")
  }
}

extension Fault {
  /// The time until which nothing more is sent or checked, if the fault names one.
  var until: Moment? {
    guard case .string(let text)? = facts.first(where: { $0.key == "until" })?.value else { return nil }
    return Moment(text: text)
  }

  /// The end of a pause between two codes, if it is short enough to wait for; nil otherwise.
  func pauseEnd(after now: Moment) -> Moment? {
    guard code == "code_locked", let until, until <= now.adding(.minutes(2)) else { return nil }
    return until
  }

  /// Whether too many codes were sent, so that waiting at a terminal does not help.
  func isOutOfCodes(at now: Moment) -> Bool { code == "code_locked" && until != nil && pauseEnd(after: now) == nil }
}
