import Foundation
import Measures
import NIOSSL

/// The days that are left of the certificates that the settings name, read from their files when somebody asks.
public struct CertificateDays: Sendable {
  /// A file of certificates under the name of its setting, such as `tls.certificate`.
  public struct Named: Sendable {
    let setting: String
    let file: String

    public init(_ setting: String, _ file: String) {
      self.setting = setting
      self.file = file
    }
  }

  private let files: [Named]

  public init(_ files: [Named]) { self.files = files }

  /// A file that cannot be read has no days left.
  func family(now: Date = Date()) -> Family {
    .gauge(
      "chaka_certificate_days_left", "Days until the first certificate in a file ends.", by: "setting",
      files.map { ($0.setting, Self.days(in: $0.file, now) ?? 0) })
  }

  private static func days(in file: String, _ now: Date) -> Double? {
    let ends = try? NIOSSLCertificate.fromPEMFile(file).map { Double($0.notValidAfter) }
    return ends?.min().map { ($0 - now.timeIntervalSince1970) / 86_400 }
  }
}
