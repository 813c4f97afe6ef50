import Domain
import Text

/// How a service stands.
public enum Health: Sendable {
  case ready(revision: Int?)
  /// It begins: not everything that it offers is listening yet.
  case beginning
  /// It ends: what is under way comes to its end, and nothing new is taken on.
  case stopping
  /// Something keeps it from serving people; operators are served, and decide about it.
  case waiting(any Fault)

  public var isReady: Bool { if case .ready = self { true } else { false } }

  /// `{"ready":true,"revision":4}`, `{"ready":false,"code":"database_older","message":"..."}`
  var json: JSONValue {
    switch self {
    case .ready(let revision):
      .object([.init("ready", true)] + (revision.map { [.init("revision", JSONValue($0))] } ?? []))
    case .beginning: ["ready": false, "code": "beginning"]
    case .stopping: ["ready": false, "code": "service_stopping"]
    case .waiting(let fault):
      ["ready": false, "code": .string(fault.code), "message": .string(fault.message.en)]
    }
  }
}
