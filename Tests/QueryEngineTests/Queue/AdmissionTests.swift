import BankLink
import Domain
import Foundation
import Store
import Testing

@testable import QueryEngine

@Suite("Admission on a day on which a bank cannot keep up")
struct AdmissionTests {
  private let service: TestService

  init() throws {
    service = try TestService {
      ($0.batchSize, $0.requestsPerBank) = (1, 1)
    }
  }

  @Test("refuses whoever would be asked after the deadline, takes everybody again later, and loses nobody")
  func admission() async throws {
    let crowd = try await service.crowd(26)
    // At one enquiry an hour, more than 24 waiting ones take more than a day.
    service.banks.set(.boc, .fails(.throttled(retryAfter: .hours(1))), .answers)
    try await service.apply(crowd[0].token, .named([.boc]), crowd[0].person)
    try await service.engine.drain()
    service.clock.advance(.minutes(11))
    for (person, token) in crowd[1...24] {
      try await service.apply(token, .named([.boc]), person)
      service.clock.advance(.seconds(3))
    }
    let last = crowd[25]
    let refused = await cardholderFault {
      try await service.desk.apply(last.token, .with(.named([.abc, .boc]), agreed: false))
    }
    guard case .refused(_, _, let reasons)? = refused else {
      Issue.record("it was not refused: \(String(describing: refused))")
      return
    }
    #expect(reasons.map(\.code) == ["busy", "consent_missing"] && refused?.code == "busy")
    #expect(reasons[0] == .busy([.boc], retryAt: service.clock.now.adding(.hours(1))))
    #expect(refused?.message.en.contains("boc") == true && refused?.facts.contains { $0.key == "retryAt" } == true)
    let offer = try await service.desk.banks(last.token, channel: .app)
    #expect(offer.banks.first { $0.bank == .boc }?.warning == .crowded)
    #expect(offer.banks.first { $0.bank == .abc }?.warning == nil)
    service.clock.set(TestService.start.adding(.hours(1)))
    try await service.work(until: service.clock.now.adding(.minutes(1)), by: .milliseconds(500))
    for (_, token) in crowd[0...24] { #expect(try await service.desk.status(token).state == .reported) }
    #expect(try await service.apply(last.token, .named([.boc]), last.person).state == .accepted)
  }

  @Test("tells everybody who waits the place and when it is about to be asked")
  func places() async throws {
    let crowd = try await service.crowd(4)
    service.banks.set(.boc, .fails(.throttled(retryAfter: .minutes(40))), .answers)
    var applied: [Int?] = []
    for (person, token) in crowd {
      applied.append(try await service.apply(token, .named([.boc]), person).queue?.place)
      service.clock.advance(.seconds(3))
    }
    #expect(applied == [1, 2, 3, 4])
    try await service.engine.drain()
    service.clock.advance(.seconds(60))
    var places: [QueuePlace?] = []
    for (_, token) in crowd { places.append(try await service.desk.status(token).queue) }
    #expect(places.map { $0?.place } == [nil, 1, 2, 3])
    // The rate is one enquiry in ten minutes.
    #expect(places[3]?.estimatedAt == service.clock.now.adding(.minutes(30)))
  }

  @Test("of a query at several banks tells of the one that takes longest")
  func slowest() async throws {
    let crowd = try await service.crowd(3)
    try service.commit(.suspend([.abc], reason: "x"))
    for (person, token) in crowd[0...1] { try await service.apply(token, .named([.boc]), person) }
    try service.commit(.resume([.abc]))
    service.clock.advance(.seconds(3))
    let mine = try await service.apply(crowd[2].token, .named([.abc, .boc]), crowd[2].person)
    #expect(mine.queue?.place == 3)
    #expect(try await service.desk.status(crowd[2].token).queue?.place == 3)
  }

  @Test("looks at the queues every two seconds at most")
  func gauge() async throws {
    let token = try await service.register()
    let gauge = QueueGauge()
    let first = try #require(try gauge.reading(of: service.store))
    try await service.apply(token, .named([.boc]))
    service.clock.advance(.milliseconds(1_999))
    #expect(try gauge.reading(of: service.store)?.queues.isEmpty == true)
    service.clock.advance(.milliseconds(1))
    let second = try #require(try gauge.reading(of: service.store))
    #expect(first.queues.isEmpty && second.queues[.boc]?.waiting == 1)
  }
}
