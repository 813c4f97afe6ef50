import Domain
import Text

/// A fault in a command, with its place in the script and, if there is one, a suggestion.
public struct Diagnostic: Fault {
  public let place: Place
  public let cause: any Fault
  public let suggestion: String?
  /// What the message names regions and banks by; nil for their codes.
  private var names: Catalogue?

  public init(_ cause: any Fault, at place: Place, suggestion: String? = nil) {
    self.place = place
    self.cause = cause
    self.suggestion = suggestion
  }

  public var code: String { cause.code }
  public var kind: FaultKind { cause.kind }
  /// The message with its remedy.
  public var message: Bilingual { AdminRemedies(names).message(of: cause) }
  public var facts: [JSONValue.Member] {
    let where_: [JSONValue.Member] = [
      .init("file", .string(place.line.file)), .init("line", JSONValue(place.line.number)),
      .init("column", JSONValue(place.column)),
    ]
    return where_ + (suggestion.map { [.init("suggestion", .string($0))] } ?? []) + cause.facts
  }

  /// Runs a step that belongs to a place: any fault that it throws becomes a diagnostic at that place.
  static func locating<Value>(
    _ place: Place, naming names: @autoclosure () -> Catalogue? = nil, _ step: () throws -> Value
  ) throws -> Value {
    do {
      return try step()
    } catch let diagnostic as Diagnostic {
      throw diagnostic.naming(names())
    } catch let fault as any Fault {
      throw Diagnostic(fault, at: place).naming(names())
    }
  }

  private func naming(_ names: Catalogue?) -> Diagnostic {
    var named = self
    named.names = names ?? self.names
    return named
  }
}
