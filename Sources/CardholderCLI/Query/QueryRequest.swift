import Domain
import QueryEngine

/// A person's application before there is a code.
struct QueryRequest: Sendable {
  let banks: Application.Banks
  let agreed: Bool
  let code: String?
  let face: FaceSample
  /// The banks as the person saw them, where they were shown.
  var shown: ShownBanks?
}

extension Visit {
  /// Applies, asking for the code where somebody can answer.
  func apply(_ request: QueryRequest) async throws -> QueryView {
    try await codes(request.code).complete { code in
      let application = Application(
        banks: request.banks, agreed: request.agreed, code: code, face: request.face, channel: channel,
        shown: request.shown)
      return try await naming { try await desk.apply(session.token, application) }
    }
  }
}
