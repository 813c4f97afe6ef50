import Foundation

/// The disks of this machine, as the kernel lists them (proc_pid_mountinfo(5)).
enum MountedDisk {
  /// Kinds of file systems that are another machine's.
  private static let remote: Set<Substring> = [
    "nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph", "lustre", "glusterfs", "fuse.sshfs", "fuse.glusterfs",
  ]

  /// Whether a path is on another machine's disk.
  static func isRemote(_ path: String) -> Bool {
    var status = stat()
    guard stat(path.isEmpty ? "." : path, &status) == 0,
      let list = FileManager.default.contents(atPath: "/proc/self/mountinfo")
    else { return false }
    let device = number(of: UInt64(status.st_dev))
    return String(decoding: list, as: UTF8.self).split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let mark = fields.firstIndex(of: "-"), mark + 1 < fields.count else {
        return false
      }
      return remote.contains(fields[mark + 1])
    }
  }

  /// `MAJOR:MINOR` (makedev(3)).
  private static func number(of device: UInt64) -> String {
    let major = (device >> 8) & 0xfff | (device >> 32) & ~0xfff
    let minor = device & 0xff | (device >> 12) & 0xffff_ff00
    return "\(major):\(minor)"
  }
}
