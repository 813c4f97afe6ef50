/// The pauses after failures in a row: each twice as long as the last, up to a longest pause.
public struct GrowingPause: Sendable, Equatable {
  public let shortest: Span
  public let longest: Span

  public init(from shortest: Span, to longest: Span) {
    self.shortest = shortest
    self.longest = longest
  }

  /// The pause after a failure with `earlier` failures before it: the shortest after the first.
  public func after(_ earlier: Int) -> Span {
    .milliseconds(min(shortest.milliseconds << Int64(min(max(0, earlier), 10)), longest.milliseconds))
  }
}
