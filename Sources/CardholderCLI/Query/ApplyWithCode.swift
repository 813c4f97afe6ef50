import QueryEngine

extension Visit {
  /// Applies, asking for the code if somebody can answer.
  func apply(_ application: Application) async throws -> QueryView {
    try await codes(application.code).complete { code in
      var application = application
      application.code = code
      return try await naming { [application] in try await desk.apply(session.token, application) }
    }
  }
}
