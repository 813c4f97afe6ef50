import Conformance
import Domain
import Foundation
import Sealing
import Testing
import Text

@Suite("A published result")
struct PublishedResultTests {
  private static let report = CertificationReport(
    suite: "2", endpoint: "https://bank.example/chaka", keys: ["56475aa75463474c"],
    startedAt: Moment(milliseconds: 1_656_464_400_000), endedAt: Moment(milliseconds: 1_656_464_460_000),
    checks: [
      CheckResult(
        identifier: "masking.kind", group: .masking, title: Bilingual(zh: "分清", en: "told apart"), outcome: .passed,
        milliseconds: 3)
    ], limits: CertificationLimits(), recall: ["answerKey": "secret"])

  @Test("is whole as it was written, and says who signed it")
  func whole() {
    let key = SigningKey()
    let signed = PublishedResult(Self.report, signedBy: key).json
    let endpoint = Self.report.endpoint
    #expect(PublishedResult.judge(signed, keys: []) == .unverified(verdict: "pass", endpoint: endpoint))
    #expect(
      PublishedResult.judge(signed, keys: [key.publicKey])
        == .whole(verdict: "pass", endpoint: endpoint, keyId: key.keyId))
    #expect(PublishedResult.judge(signed, keys: [SigningKey().publicKey]) == .unknownKey)
    let short = signed.removing("result")
    #expect(PublishedResult.judge(short, keys: [key.publicKey]) == PublishedResult.judge(signed, keys: [key.publicKey]))
    let unsigned = PublishedResult(Self.report, signedBy: nil).json
    #expect(PublishedResult.judge(unsigned, keys: [key.publicKey]) == .unknownKey)
    #expect(PublishedResult.judge(unsigned, keys: []) == .unverified(verdict: "pass", endpoint: endpoint))
  }

  @Test("holds nothing that only the next run needs")
  func recall() {
    #expect(!PublishedResult(Self.report, signedBy: nil).json.compact.contains("secret"))
    #expect(PublishedResult(Self.report, signedBy: nil).json["result"]?["recall"] == nil)
  }

  @Test("is known as altered, whatever part of it was changed")
  func altered() throws {
    let key = SigningKey()
    let signed = PublishedResult(Self.report, signedBy: key).json
    let result = try #require(signed["result"])
    let other = PublishedResult(
      CertificationReport(
        suite: "2", endpoint: "https://other.example", keys: [], startedAt: Self.report.startedAt,
        endedAt: Self.report.endedAt, checks: Self.report.checks), signedBy: nil
    ).json
    #expect(
      PublishedResult.judge(signed.setting("result", result.setting("verdict", "fail")), keys: []) == .altered)
    #expect(PublishedResult.judge(signed.setting("digest", "sha-256=:AAAA:"), keys: []) == .altered)
    // The payload of another result under this signature.
    let exchanged = try ["payload", "digest", "result"].reduce(signed) { json, member in
      json.setting(member, try #require(other[member]))
    }
    for keys in [[key.publicKey], [], [SigningKey().publicKey]] {
      #expect(PublishedResult.judge(exchanged, keys: keys) == .altered)
    }
    for signature: JSONValue in [7, "a.b", ["x"], "e30.e30.e30"] {
      #expect(PublishedResult.judge(signed.setting("signature", signature), keys: []) == .unreadable)
    }
    #expect(PublishedResult.judge(["payload": "e30"], keys: []) == .unreadable)
  }
}
