import Domain
import Text

extension OperatorFault: NamingFault {
  public var message: Bilingual { message(SubjectNames()) }

  public func message(_ names: SubjectNames) -> Bilingual {
    switch self {
    case .notAnOperator(let name): Bilingual(zh: "\(name) 不是操作员", en: "\(name) is not an operator")
    case .notPermitted(_, let role, let needs):
      Bilingual(
        zh: "权限不足：需要“\(needs.title.zh)”角色，您的角色是“\(role.title.zh)”",
        en: "permission denied: needs the role \(needs.title.en); you are \(role.title.en)")
    case .unknownOperator(let name): Bilingual(zh: "没有操作员 \(name)", en: "no operator \(name)")
    case .lastAdministrator(let name):
      Bilingual(zh: "\(name) 是最后一名管理员，请先指定另一名", en: "\(name) is the last administrator: appoint another one first")
    case .approvalRequired(let paths):
      Bilingual(zh: "需要审批（\(names.list(paths).zh)）", en: "needs approval (\(names.list(paths).en))")
    case .dropsApproved(let numbers, let paths): Self.dropsApproved(numbers, names.list(paths))
    case .unknownRequest(let number): Bilingual(zh: "没有申请 \(number)", en: "no request \(number)")
    case .requestClosed(let number, .rejected):
      Bilingual(zh: "申请 \(number) 已被拒绝", en: "request \(number) was rejected")
    case .requestClosed(let number, .open), .requestClosed(let number, .done):
      Bilingual(zh: "申请 \(number) 已执行", en: "request \(number) is already carried out")
    case .requestChanged(let number, let seen, let now, let differences):
      Bilingual(
        zh: "申请 \(number) 已改为第 \(now) 版，您看的是第 \(seen) 版"
          + (differences.text(names).map { "（\($0.zh)）" } ?? ""),
        en: "request \(number) is now at version \(now); you looked at version \(seen)"
          + (differences.text(names).map { " (\($0.en))" } ?? ""))
    case .requestNotShown(let number, let version):
      Bilingual(
        zh: "申请 \(number) 已修改，现在是第 \(version) 版", en: "request \(number) was edited and is now at version \(version)")
    case .ownRequest(let number):
      Bilingual(zh: "申请 \(number) 是您自己提出的，须由他人批准", en: "request \(number) is your own: somebody else must approve it")
    case .foreignRequest(let number, let author):
      Bilingual(
        zh: "申请 \(number) 由 \(author) 提出，只有本人能修改",
        en: "request \(number) is \(author)'s, and only \(author) can edit it")
    case .alreadyApproved(let number):
      Bilingual(zh: "您已批准申请 \(number) 的这一版", en: "you have already approved this version of request \(number)")
    case .requestAltered(let number):
      Bilingual(
        zh: "申请 \(number) 与审计链不符，不能执行", en: "request \(number) does not match the audit chain and is not carried out")
    case .authorNotPermitted(let number, let author):
      Bilingual(
        zh: "申请 \(number) 的申请人 \(author) 已无权操作", en: "\(author), who made request \(number), may no longer do this")
    case .unknownReview(let number): Bilingual(zh: "没有复核 \(number)", en: "no review \(number)")
    case .reviewSigned(let number, let name):
      Bilingual(zh: "复核 \(number) 已由 \(name) 签认", en: "review \(number) is already signed by \(name)")
    case .ownReview(let number):
      Bilingual(zh: "复核 \(number) 须由他人签认", en: "review \(number) must be signed by somebody else")
    case .nothingToConfirm: Bilingual(zh: "没有待确认的提交", en: "no unconfirmed commit")
    case .notWaiting(let revision):
      Bilingual(zh: "版本 \(revision) 无需确认", en: "revision \(revision) is not waiting for confirmation")
    case .notPending(let number):
      Bilingual(zh: "没有等待生效的定时提交 \(number)", en: "no scheduled commit \(number) is waiting")
    case .otherRegistry:
      Bilingual(
        zh: "申请针对的登记资料与本程序的不同，不能执行",
        en: "the request is for another registry than this program's and is not carried out")
    case .registryUnchanged: Bilingual(zh: "登记资料已是最新", en: "the registry is already up to date")
    case .nothingToStop: Bilingual(zh: "已处于暂停或关闭状态", en: "already paused, suspended or closed")
    case .glassBroken(let number, let dueAt):
      Bilingual(
        zh: "申请 \(number) 已破窗，将于 \(dueAt.short) 生效，除非在此之前被拒绝、修改或获批",
        en: """
          the glass of request \(number) is already broken: it takes effect at \(dueAt.short) unless rejected, edited or \
          approved before
          """)
    case .notForGlass(let number):
      Bilingual(
        zh: "申请 \(number) 不能破窗：只有不定时的提交和操作员的添加、移除可以",
        en: "the glass of request \(number) cannot be broken: only of commits without a time and changes of operators")
    case .nothingToBreak:
      Bilingual(zh: "现有审批人足以满足审批规则", en: "the approvers there are can meet the rules")
    case .rulesUnmeetable(let quorum): Self.tooFew(quorum)
    case .reviewOpen(let reopenings): Self.reopening(reopenings, names)
    }
  }

  private static func dropsApproved(_ numbers: [Int], _ things: Bilingual) -> Bilingual {
    let list = numbers.map(String.init)
    return Bilingual(
      zh: "已获批准的定时提交 \(list.joined(separator: "、")) 会因此作废（\(things.zh)），这也需要审批",
      en: """
        approved scheduled \(list.count == 1 ? "commit" : "commits") \(list.joined(separator: ", ")) would be dropped \
        (\(things.en)), and that needs approval, too
        """)
  }

  private static func tooFew(_ quorum: Quorum) -> Bilingual {
    Bilingual(
      zh: """
        审批人太少：申请人不能批准自己的申请，\(quorum.approvals) 人批准须有 \(quorum.approvals + 1) 名审批人，\
        而只有 \(quorum.approvers) 名
        """,
      en: """
        too few approvers: nobody approves their own request, so \(quorum.approvals) to approve takes \
        \(quorum.approvals + 1) approvers, and there would be \(quorum.approvers)
        """)
  }

  private static func reopening(_ reopenings: [Reopening], _ names: SubjectNames) -> Bilingual {
    let numbers = reopenings.map { String($0.review.number) }
    let things = names.list(reopenings.flatMap { $0.changes.map(\.path) })
    return Bilingual(
      zh: "这会重新打开紧急操作关闭的内容（\(things.zh)），而复核 \(numbers.joined(separator: "、")) 尚未签认",
      en: """
        this reopens what an emergency closed (\(things.en)), and review \(numbers.joined(separator: ", ")) is not signed
        """)
  }
}
