import Domain

/// Takes a result so that the optimiser cannot leave out the work that made it. The call costs about a nanosecond,
/// the same for all that is compared.
@inline(never)
@_optimize(none)
func blackHole(_ value: UInt8) {}

@inline(never)
@_optimize(none)
func blackHole(_ value: GateReason?) {}
