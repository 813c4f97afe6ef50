import Domain
import RolloutControl
import Text

/// `endpoint`
struct SetEndpoint: RequestableChange {
  let endpoints: [RequestedChange.Endpoint]

  static let form = Form(
    "endpoint", [.one(.bankOrAll), .one(.url)], clauses: [.lines], zh: "登记银行的接口地址，立即生效",
    en: "set a bank's endpoint, effective at once",
    details: Bilingual(
      zh: "endpoint all URL 为每家银行登记 URL/BANK。不属于版本，立即生效，记入审计。认证只对认证时的接口地址有效。",
      en: """
        endpoint all URL gives each bank URL/BANK. Not part of a revision: effective at once, and audited. A certification \
        is valid only for the endpoint that was tested.
        """),
    examples: ["endpoint icbc http://127.0.0.1:8443/icbc", "endpoint all http://127.0.0.1:8443"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .endpoints(endpoints) }

  func run(in context: CommandContext) throws -> Reply {
    try context.onboarding(endpoints.map(\.bank)) { onboarding in
      for endpoint in endpoints {
        try onboarding.setEndpoint(endpoint.url, for: endpoint.bank, lines: endpoint.lines)
      }
    }
  }
}

extension SetEndpoint {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let (word, url, lines) = (arguments.operands[0], try arguments.url(arguments.operands[1]), try arguments.lines())
    let isForAll = word.text == "all"
    self.init(
      endpoints: try names.bankOrAll(word).map { bank in
        RequestedChange.Endpoint(bank: bank, url: isForAll ? "\(url)/\(bank)" : url, lines: lines)
      })
  }
}
