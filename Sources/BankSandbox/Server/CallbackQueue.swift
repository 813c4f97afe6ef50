import BankLink
import Foundation
import ServiceLifecycle

/// Posts answers that were accepted for later, each after its pause, and tries again after failures that may pass.
struct CallbackQueue: Service {
  struct Job: Sendable {
    let url: String
    let body: Data
    let after: Duration
    let signer: MessageSigner
  }

  private let mutant: Mutant?
  private let sender: CallbackSender
  private let trust: NetworkTrust
  private let jobs: AsyncStream<Job>
  private let entrance: AsyncStream<Job>.Continuation

  private static let attempts = 6

  init(sender: CallbackSender, trust: NetworkTrust, mutant: Mutant? = nil) {
    self.sender = sender
    self.trust = trust
    self.mutant = mutant
    (jobs, entrance) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(10_000))
  }

  func add(_ job: Job) { entrance.yield(job) }

  func run() async {
    await withDiscardingTaskGroup { group in
      for await job in jobs.cancelOnGracefulShutdown() { group.addTask { try? await deliver(job) } }
      group.cancelAll()
    }
  }

  private func deliver(_ job: Job) async throws {
    try await Task.sleep(for: job.after)
    for attempt in 0..<Self.attempts {
      if await isSettled(job) { return }
      try await Task.sleep(for: .milliseconds(200 << attempt))
    }
  }

  /// Whether the answer was taken, or never will be.
  private func isSettled(_ job: Job) async -> Bool {
    do {
      let trusted = mutant == .callbackSignedReply ? nil : trust.key
      try await sender.send(job.body, to: job.url, signedBy: job.signer, trusted: trusted)
      return true
    } catch .garbage {
      // No valid signature says that the answer was taken.
      return false
    } catch .unreachable where mutant == .callbackRepeated {
      return true
    } catch {
      return !error.isRetryable
    }
  }
}
