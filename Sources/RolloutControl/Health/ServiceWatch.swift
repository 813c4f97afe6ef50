import Store

/// The state of the service: banks' health, waiting enquiries, and counts.
public struct ServiceWatch {
  let store: Store
}
