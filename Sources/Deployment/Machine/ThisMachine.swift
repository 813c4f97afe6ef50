import Domain
import Foundation
import Program
import Sealing
import Settings
import Store

/// The machine that this process runs on.
public struct ThisMachine: Machine {
  private let endOfCertificate: @Sendable (TLSSettings) throws -> Date

  /// `endOfCertificate` reads files of PEM, and gives the end of the certificate in them.
  public init(endOfCertificate: @escaping @Sendable (TLSSettings) throws -> Date) {
    self.endOfCertificate = endOfCertificate
  }

  public var account: UInt32 { geteuid() }
  public var now: Moment { Self.moment(Date()) }
  public var keepsTime: Bool { KernelWitness().isSynchronised }

  public func file(_ path: String) -> FileFacts? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let kind: FileFacts.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFSOCK: .socket
      default: .other
      }
    return FileFacts(kind: kind, owner: status.st_uid, group: status.st_gid, mode: status.st_mode & 0o7777)
  }

  public func contents(of folder: String) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    return names.sorted().flatMap { name -> [String] in
      let path = folder + "/" + name
      return [path] + (file(path)?.kind == .folder ? contents(of: path) ?? [] : [])
    }
  }

  public func breach(of folder: String) -> FolderBreach? {
    FolderBreach.first(at: folder.isEmpty ? "." : folder, owners: [0, account])
  }

  public func disk(of path: String) -> DiskFacts? {
    var facts = statvfs()
    guard statvfs(path.isEmpty ? "." : path, &facts) == 0 else { return nil }
    return DiskFacts(
      freeBytes: Int64(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize)),
      freeFiles: facts.f_files == 0 ? nil : Int64(clamping: facts.f_favail), isRemote: MountedDisk.isRemote(path))
  }

  public func name(ofAccount number: UInt32) -> String { SystemAccount.name(of: number) }

  public func name(ofGroup number: UInt32) -> String { SystemGroup.name(of: number) }

  public func hasGroup(_ name: String) -> Bool { SystemGroup.number(of: name) != nil }

  public func end(of tls: TLSSettings) throws -> Moment { Self.moment(try endOfCertificate(tls)) }

  private static func moment(_ date: Date) -> Moment {
    Moment(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded(.down)))
  }

  public func version(of program: String) -> String? {
    guard let neighbour = NeighbourProgram(program) else { return nil }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: neighbour.path)
    process.arguments = ["--version"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = told.split(whereSeparator: \.isWhitespace)
    return process.terminationStatus == 0 && words.count == 2 ? String(words[1]) : nil
  }
}
