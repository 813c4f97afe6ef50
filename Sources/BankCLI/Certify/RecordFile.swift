import Conformance
import Foundation
import Sealing
import Text

/// The file in which a run leaves one enquiry for the next.
enum RecordFile {
  /// The stored enquiry; nil if there is no file yet.
  static func read(_ path: String) throws -> EnquiryRecall? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    guard let json = try? JSONValue(utf8: Array(bytes)), let recall = EnquiryRecall(json: json) else {
      throw RecordUnreadable(file: path)
    }
    return recall
  }

  /// Stores the enquiry of a run. A run without one leaves the file as it is.
  static func write(_ recall: JSONValue?, to path: String) throws {
    guard let recall else { return }
    do {
      try WholeFile.write(Data((recall.pretty + "\n").utf8), to: path)
    } catch {
      throw FileUnwritable(file: path)
    }
  }
}

/// A file given to `--record` that no run wrote.
struct RecordUnreadable: Fault {
  let file: String

  var code: String { "record_unreadable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("file", .string(file))] }
  var message: Bilingual {
    Bilingual(zh: "\(file) 不是 certify --record 写出的文件", en: "\(file) was not written by certify --record")
  }
}
