import Store

/// How the service does: banks' health, what waits to be asked, and counts.
public struct ServiceWatch {
  let store: Store
}
