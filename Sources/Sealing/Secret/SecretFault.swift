import Domain
import Foundation
import Text

/// A reason for which the secrets cannot be used. Never holds a secret.
public enum SecretFault: Fault, Equatable {
  case missing(path: String)
  /// The file exists but cannot be read, has a bad shape, or is open to others.
  case unusable(path: String)
  /// The file cannot be written; `reason` is the system's error number.
  case notWritten(path: String, reason: Int32)
  /// The file was written by a program of ours, but for another installation, or it is not the latest.
  case foreign(path: String)
  /// A sealed value does not open with these secrets.
  case sealBroken
  /// The day's key has been destroyed, or was never made.
  case dayKeyGone(CalendarDay)

  public var code: String {
    switch self {
    case .missing: "secret_missing"
    case .unusable: "secret_unusable"
    case .notWritten: "secret_not_written"
    case .foreign: "secret_foreign"
    case .sealBroken: "seal_broken"
    case .dayKeyGone: "day_key_gone"
    }
  }

  public var kind: FaultKind { .environment }

  /// Whether the sealed data will never open again. A day key that was lost may have been made anew since.
  public var isFinal: Bool {
    switch self {
    case .sealBroken, .dayKeyGone: true
    case .missing, .unusable, .notWritten, .foreign: false
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .missing(let path), .unusable(let path), .notWritten(let path, _), .foreign(let path):
      [.init("path", .string(path))]
    case .dayKeyGone(let day): [.init("day", .string(day.description))]
    case .sealBroken: []
    }
  }

  public var message: Bilingual {
    switch self {
    case .missing(let path):
      Bilingual(
        zh: "没有密钥文件 \(path)", en: "there is no secret file \(path)")
    case .unusable(let path):
      Bilingual(
        zh: "密钥文件 \(path) 无法使用：须由本程序写入，属于本账户，其他账户不可读写（chmod 600）",
        en: """
          the secret file \(path) cannot be used: it must be as this program wrote it, belong to this account and be closed \
          to others (chmod 600)
          """)
    case .notWritten(let path, let reason):
      reason == ENOSPC || reason == EDQUOT
        ? Bilingual(zh: "磁盘已满，无法写入密钥文件 \(path)", en: "the disk is full: cannot write the secret file \(path)")
        : Bilingual(
          zh: "无法写入密钥文件 \(path)，请检查目录权限和磁盘",
          en: "cannot write the secret file \(path): check the rights of its folder and the disk")
    case .foreign(let path):
      Bilingual(
        zh: "密钥文件 \(path) 不是这个数据库的，或不是最新的", en: "the secret file \(path) is not this database's, or not the latest")
    case .sealBroken:
      Bilingual(
        zh: "密钥与数据不符，无法解封", en: "the secrets do not open the sealed data")
    case .dayKeyGone(let day):
      Bilingual(zh: "\(day) 的日密钥已经销毁", en: "the day key of \(day) has been destroyed")
    }
  }
}
