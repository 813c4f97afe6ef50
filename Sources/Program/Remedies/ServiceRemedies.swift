import Text

/// The remedies against what keeps a program from the service.
struct ServiceRemedies: Remedies {
  func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "service_unreachable":
      Bilingual(
        zh: "请用 systemctl status chaka 和 journalctl -u chaka 查看",
        en: "look at systemctl status chaka and journalctl -u chaka")
    case "service_untrusted":
      Bilingual(zh: "请核对 --socket 和 CHAKA_SOCKET", en: "check --socket and CHAKA_SOCKET")
    case "service_lost":
      Bilingual(
        zh: "请再次执行，已经完成的不会再做一次", en: "give the command again: what was done already is not done twice")
    case "protocol_unknown", "message_malformed", "message_too_large":
      Bilingual(
        zh: "请使用随服务安装的 chaka-admin", en: "use the chaka-admin that was installed with the service")
    case "not_in_group": membership(facts)
    case "peer_foreign": Bilingual(zh: "请在本机直接运行", en: "run it on the host itself")
    case "peer_unknown": identification(facts)
    case "socket_unsafe":
      Bilingual(
        zh: "该目录及其上级目录应归 root 或服务账户所有，且不可被他人改写（chown、chmod go-w）",
        en: """
          it and every folder above it have to belong to root or the service's account, and nobody else may write them \
          (chown, chmod go-w)
          """)
    default: nil
    }
  }

  private func membership(_ facts: JSONValue) -> Bilingual {
    guard let group = text(facts["group"]) else {
      return Bilingual(zh: "请在服务的配置中设置 service.group", en: "set service.group in the service's configuration")
    }
    let command = "usermod -aG \(group) \(text(facts["account"]) ?? "NAME")"
    return Bilingual(
      zh: "请 root 执行 \(command)，然后重新登录", en: "root runs \(command), and you sign in to the machine again")
  }

  private func identification(_ facts: JSONValue) -> Bilingual {
    switch text(facts["reason"]) {
    case "no_account":
      Bilingual(
        zh: "请用服务所在机器的账户运行", en: "run it under an account of the service's machine")
    case "renamed": Bilingual(zh: "请重新连接", en: "connect again")
    case "accounts_silent":
      Bilingual(
        zh: "请检查账户数据库（getent passwd），稍后再试", en: "look at the account database (getent passwd), and try again")
    default:
      Bilingual(
        zh: "服务须与客户端在同一个 PID 命名空间，/proc 不能带 hidepid，服务单元不能设 ProtectProc、ProcSubset 和 PrivateUsers",
        en: """
          service and client have to be in one pid namespace, /proc without hidepid, and the service's unit without \
          ProtectProc, ProcSubset and PrivateUsers
          """)
    }
  }

  private func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }
}
