import ConsoleHost
import Settings

extension SocketFault: SettingFault {
  /// The setting by which operators' consoles find the socket, or who may connect to it.
  public var setting: String {
    switch self {
    case .unsafe, .inUse, .unusable, .tooLong, .occupied, .notListening: "service.socket"
    case .noGroup, .foreignGroup: "service.group"
    }
  }
}
