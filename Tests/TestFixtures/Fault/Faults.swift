import Text

/// The fault with which a call ends; nil if it succeeds or ends with another error.
public func anyFault(_ work: () throws -> some Any) -> (any Fault)? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? any Fault
  }
}

/// The same for an asynchronous call.
public func anyFault(_ work: () async throws -> some Any) async -> (any Fault)? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error as? any Fault
  }
}

/// The code of the fault with which a call ends, or the text of another error; nil if it succeeds.
public func fault(_ work: () throws -> some Any) -> String? {
  do {
    _ = try work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}

/// The same for an asynchronous call.
public func fault(_ work: () async throws -> some Any) async -> String? {
  do {
    _ = try await work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}
