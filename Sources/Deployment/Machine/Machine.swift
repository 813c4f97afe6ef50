import Domain
import Program
import Settings

/// What a deployment runs on, as far as checks look at it.
public protocol Machine: Sendable {
  /// The account that looks, which is to be the service's.
  var account: UInt32 { get }
  var now: Moment { get }
  /// Whether a time source keeps the kernel's clock (adjtimex(2)).
  var keepsTime: Bool { get }

  /// What is at a path, links not followed; nil if there is nothing, or it cannot be looked at.
  func file(_ path: String) -> FileFacts?
  /// The paths of everything in a folder, and in folders in it; nil if it cannot be read.
  func contents(of folder: String) -> [String]?
  /// The way by which others could change what a folder's path means; nil if there is none.
  func breach(of folder: String) -> FolderBreach?
  /// The disk that a path is on; nil if it cannot be asked.
  func disk(of path: String) -> DiskFacts?
  /// The name of an account, or its number if it has none.
  func name(ofAccount number: UInt32) -> String
  /// The name of a group, or its number if it has none.
  func name(ofGroup number: UInt32) -> String
  /// Whether there is a group of this name.
  func hasGroup(_ name: String) -> Bool
  /// The end of the certificate that files of PEM hold. Throws if they cannot be used together.
  func end(of tls: TLSSettings) throws -> Moment
  /// The version of another program that stands beside this one; nil if there is none, or it does not tell.
  func version(of program: String) -> String?
}

/// Whose a file is, and who may use it.
public struct FileFacts: Sendable, Equatable {
  public enum Kind: Sendable { case file, folder, socket, other }

  public var kind: Kind
  public var owner: UInt32
  public var group: UInt32
  /// The rights alone: `0o600`.
  public var mode: UInt32

  public init(kind: Kind, owner: UInt32, group: UInt32, mode: UInt32) {
    self.kind = kind
    self.owner = owner
    self.group = group
    self.mode = mode
  }
}

/// How much room a disk has.
public struct DiskFacts: Sendable, Equatable {
  public var freeBytes: Int64
  /// The number of files that can still be made; nil where there is no such bound.
  public var freeFiles: Int64?
  /// Whether the disk is another machine's (NFS, SMB and the like).
  public var isRemote: Bool

  public init(freeBytes: Int64, freeFiles: Int64?, isRemote: Bool) {
    self.freeBytes = freeBytes
    self.freeFiles = freeFiles
    self.isRemote = isRemote
  }
}
