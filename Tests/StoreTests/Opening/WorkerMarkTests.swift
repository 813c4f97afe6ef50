import Foundation
import Testing

@testable import Store

@Suite("Workers' marks")
struct WorkerMarkTests {
  @Test("are made by many programs at once while others look for the dead")
  func sideBySide() async throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<72 {
        group.addTask {
          let mark = try WorkerMark(for: store)
          try await store.takeOverFromDeadWorkers()
          #expect(FileManager.default.fileExists(atPath: "\(store.path)-worker-\(mark.id)"))
        }
      }
      try await group.waitForAll()
    }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: (database.path as NSString).deletingLastPathComponent)
    #expect(names.filter { $0.contains("-worker-") || $0.contains("-new-") }.isEmpty)
  }
}
