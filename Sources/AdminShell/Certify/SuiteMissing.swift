import Domain
import RolloutControl

/// Stands where the conformance suite is not built in: certifies nothing, and says so.
struct SuiteMissing: CertificationRunner, Fault {
  var code: String { "suite_missing" }
  var exitStatus: ExitStatus { .environment }
  var message: Bilingual {
    Bilingual(zh: "这个程序没有内置认证测试", en: "this program was built without the conformance suite")
  }

  func certify(_ request: CertificationRequest, progress: (CheckResult) -> Void) throws -> CertificationReport {
    throw self
  }
}
