import Text

/// No request got a response.
struct EndpointUnreachable: Fault {
  let url: String
  let why: Bilingual

  var code: String { "endpoint_unreachable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("endpoint", .string(url))] }
  var message: Bilingual {
    Bilingual(zh: "\(url) 没有应答，未做任何检查：\(why.zh)", en: "no response from \(url), nothing was checked: \(why.en)")
  }
}

/// A file for the result cannot be written.
struct FileUnwritable: Fault {
  let file: String

  var code: String { "file_unwritable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("file", .string(file))] }
  var message: Bilingual { Bilingual(zh: "无法写入 \(file)", en: "\(file) cannot be written") }
}
