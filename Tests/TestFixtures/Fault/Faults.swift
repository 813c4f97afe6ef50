import Text

/// The fault that a call ends with, nil where it goes through or ends with another error.
public func anyFault(_ work: () throws -> some Any) -> (any Fault)? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? any Fault
  }
}

/// The same for a call that waits.
public func anyFault(_ work: () async throws -> some Any) async -> (any Fault)? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error as? any Fault
  }
}

/// The code of the fault that a call ends with, or what else it ends with; nil where it goes through.
public func fault(_ work: () throws -> some Any) -> String? {
  do {
    _ = try work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}

/// The same for a call that waits.
public func fault(_ work: () async throws -> some Any) async -> String? {
  do {
    _ = try await work()
    return nil
  } catch {
    return (error as? any Fault)?.code ?? "\(type(of: error)): \(error)"
  }
}
