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
        zh: "找不到密钥文件 \(path)", en: "the secret \(path) is missing")
    case .unusable(let path):
      Bilingual(
        zh: "密钥文件 \(path) 无法使用：须为本程序所写、属于本账户、他人不可读写的普通文件（chmod 600）",
        en:
          "the secret \(path) cannot be used: it must be as this program wrote it, belong to this account, and be closed to others (chmod 600)"
      )
    case .notWritten(let path, let reason):
      reason == ENOSPC || reason == EDQUOT
        ? Bilingual(zh: "磁盘已满，无法写入密钥文件 \(path)", en: "the disk is full: the secret \(path) cannot be written")
        : Bilingual(
          zh: "无法写入密钥文件 \(path)：请检查目录权限和磁盘",
          en: "the secret \(path) cannot be written: look at its folder's permissions and at the disk")
    case .foreign(let path):
      Bilingual(
        zh: "密钥文件 \(path) 不是本系统的，或不是最新的", en: "the secret \(path) is not this installation's, or not the latest")
    case .sealBroken:
      Bilingual(
        zh: "数据与密钥不符，无法解封", en: "sealed data does not open with these secrets")
    case .dayKeyGone(let day):
      Bilingual(zh: "\(day) 的日密钥已经销毁", en: "the day key of \(day) has been destroyed")
    }
  }
}
