import Foundation

/// Tells whether work allocates any memory at all, once included and freed again at once.
///
/// The work runs on a thread that has never allocated: with a thread's first allocation the C library gives it a cache,
/// which stays until the thread ends and is counted in the heap in use.
enum AllocationProbe {
  /// The number of bytes by which the heap in use has grown when the work is done: 0 if it allocated nothing. The least
  /// of a few attempts, because other threads may allocate meanwhile. Nil if the C library cannot tell.
  static func growthBytes(attempts: Int = 3, _ work: @escaping () -> Void) -> Int? {
    guard Heap.inUse() != nil else { return nil }
    return (0..<attempts).compactMap { _ in attempt(work) }.min()
  }

  private static func attempt(_ work: @escaping () -> Void) -> Int? {
    let run = Run(work: work)
    let context = Unmanaged.passRetained(run)
    defer { context.release() }
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Run>.fromOpaque(context).takeUnretainedValue().perform()
        return nil
      }, context.toOpaque())
    guard started == 0 else { return nil }
    defer { pthread_join(thread, nil) }
    return run.measure()
  }

  /// The work between the two readings, each side waiting for the other.
  private final class Run {
    private let work: () -> Void
    private let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

    init(work: @escaping () -> Void) {
      self.work = work
      pthread_barrier_init(barrier, nil, 2)
    }

    deinit {
      pthread_barrier_destroy(barrier)
      barrier.deallocate()
    }

    func perform() {
      meet()
      meet()
      work()
      meet()
      meet()
    }

    func measure() -> Int? {
      meet()
      let before = Heap.inUse()
      meet()
      meet()
      let after = Heap.inUse()
      meet()
      guard let before, let after else { return nil }
      return after - before
    }

    private func meet() { pthread_barrier_wait(barrier) }
  }
}

/// The totals of glibc's heaps.
private enum Heap {
  private typealias Information = @convention(c) (Int32, UnsafeMutablePointer<FILE>) -> Int32

  /// The bytes handed out in all arenas; nil with another C library.
  static func inUse() -> Int? {
    guard let symbol = dlsym(nil, "malloc_info") else { return nil }
    var (bytes, count): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
    guard let stream = open_memstream(&bytes, &count) else { return nil }
    _ = unsafeBitCast(symbol, to: Information.self)(0, stream)
    fclose(stream)
    defer { free(bytes) }
    return bytes.flatMap { inUse(String(cString: $0)) }
  }

  /// Reads the totals, which follow the last heap.
  private static func inUse(_ text: String) -> Int? {
    guard let totals = text.components(separatedBy: "</heap>").last else { return nil }
    guard let system = size(of: "<system type=\"current\"", in: totals),
      let fast = size(of: "<total type=\"fast\"", in: totals),
      let rest = size(of: "<total type=\"rest\"", in: totals), let mapped = size(of: "<total type=\"mmap\"", in: totals)
    else { return nil }
    return system - fast - rest + mapped
  }

  private static func size(of element: String, in text: String) -> Int? {
    guard let start = text.range(of: element),
      let size = text.range(of: "size=\"", range: start.upperBound..<text.endIndex)
    else { return nil }
    return Int(text[size.upperBound...].prefix { $0.isNumber })
  }
}
