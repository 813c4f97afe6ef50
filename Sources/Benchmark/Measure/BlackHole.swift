import Domain

/// Takes a result so that the optimiser cannot leave out its work. The call costs about a nanosecond, the same for
/// everything that is compared.
@inline(never)
@_optimize(none)
func blackHole(_ value: UInt8) {}

@inline(never)
@_optimize(none)
func blackHole(_ value: GateReason?) {}
