import Domain
import TestFixtures
import Testing

@testable import Measures
@testable import Store
@testable import Watch

@Suite("What watchers are told")
struct WatchServerTests {
  private func server(_ store: Store, _ measures: ServiceMeasures = ServiceMeasures(), health: Health) -> WatchServer {
    WatchServer(
      host: "127.0.0.1", port: 0, store: store, measures: measures,
      certificates: CertificateDays([.init("tls.certificate", "/nowhere.pem")]), version: "1.2.3",
      health: { health }, onListening: { _ in })
  }

  @Test("are the revision, the queues, what is due, and what was counted")
  func text() async throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    _ = try store.edit(.openChannels([.app]))
    let measures = ServiceMeasures()
    measures.note(.accepted(query: "Q1", revision: 1, banks: 2, took: .milliseconds(20)))
    measures.note(.refused(number: "R1", codes: ["too_early", "region_closed"], took: .milliseconds(3)))
    measures.note(
      .ended(
        query: "Q1", state: .reported,
        [
          QueryOutcome(bank: BankCode("icbc"), state: .answered, code: nil),
          QueryOutcome(bank: BankCode("ccb"), state: .timedOut, code: nil),
        ]))
    measures.note(
      .exchanged(bank: BankCode("icbc"), enquiries: ["E1"], code: "bank_timed_out", took: .milliseconds(700)))
    measures.note(.failed(code: "disk_full"))
    let text = await server(store, measures, health: .ready(revision: 1)).text()
    for line in [
      "chaka_ready 1", "chaka_revision 1", "chaka_build_info{version=\"1.2.3\"} 1", "chaka_due_seconds 0",
      "chaka_expiry_lag_seconds 0", "chaka_messages_waiting 0", "chaka_applications_accepted_total 1",
      "chaka_applications_refused_total{code=\"too_early\"} 1",
      "chaka_enquiries_ended_total{bank=\"ccb\",outcome=\"\(EnquiryState.timedOut.rawValue)\"} 1",
      "chaka_enquiries_ended_total{bank=\"icbc\",outcome=\"answered\"} 1",
      "chaka_bank_exchange_duration_seconds_bucket{bank=\"icbc\",le=\"1\"} 1",
      "chaka_bank_exchange_failures_total{bank=\"icbc\",code=\"bank_timed_out\"} 1",
      "chaka_application_duration_seconds_count 2", "chaka_faults_total{code=\"disk_full\"} 1",
      "chaka_certificate_days_left{setting=\"tls.certificate\"} 0",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line) in \(text)")
    }
    for unsaid in ["Q1", "R1", "E1"] { #expect(!text.contains(unsaid)) }
  }

  @Test("are without the database's own measures where it cannot be read")
  func obstacle() async throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    try database.tamper("delete from authority")
    let text = await server(store, health: .waiting(StoreFault.databaseUnsealed)).text()
    #expect(text.contains("\nchaka_ready 0\n") && !text.contains("chaka_revision"))
  }

  @Test("are ready, beginning, stopping, or for what they wait")
  func health() {
    #expect(Health.ready(revision: 4).json.compact == #"{"ready":true,"revision":4}"#)
    #expect(Health.beginning.json.compact == #"{"ready":false,"code":"beginning"}"#)
    #expect(Health.stopping.json.compact == #"{"ready":false,"code":"service_stopping"}"#)
    let waiting = Health.waiting(StoreFault.registryChanged)
    #expect(waiting.json.text("code") == "registry_changed" && !waiting.isReady)
  }
}
