import Domain
import Text

extension OperatorFault: NamingFault {
  public var message: Bilingual { message(SubjectNames()) }

  public func message(_ names: SubjectNames) -> Bilingual {
    switch self {
    case .notAnOperator(let name):
      Bilingual(
        zh: "\(name) 不是操作员", en: "\(name) is not an operator")
    case .notPermitted(_, let role, let needs):
      Bilingual(
        zh: "权限不足：需要“\(needs.title.zh)”角色，您的角色是“\(role.title.zh)”",
        en: "Permission denied: needs the role \(needs.title.en); you are \(role.title.en)")
    case .unknownOperator(let name):
      Bilingual(zh: "没有操作员 \(name)", en: "there is no operator \(name)")
    case .lastAdministrator(let name):
      Bilingual(zh: "\(name) 是最后一名管理员：先指定另一名", en: "\(name) is the last administrator: appoint another one first")
    case .approvalRequired(let paths):
      Bilingual(zh: "需要他人审批（\(names.list(paths).zh)）", en: "Needs approval (\(names.list(paths).en))")
    case .dropsApproved(let numbers, let paths):
      Self.dropping(numbers.map(String.init), names.list(paths))
    case .nothingToConfirm:
      Bilingual(zh: "没有待确认的提交", en: "No unconfirmed commit")
    case .notWaiting(let revision):
      Bilingual(zh: "版本 \(revision) 无需确认", en: "Revision \(revision) is not waiting for confirmation")
    case .notPending(let number):
      Bilingual(
        zh: "没有等待生效的定时提交 \(number)", en: "there is no scheduled commit \(number)")
    case .otherRegistry:
      Bilingual(
        zh: "申请所指的登记资料与本程序读取的不同，不能执行", en: "The request is for a different registry than this program has read")
    case .registryUnchanged:
      Bilingual(zh: "登记资料已是最新", en: "The registry is already up to date")
    case .nothingToStop:
      Bilingual(zh: "已处于暂停或关闭状态", en: "Already paused, suspended or closed")
    case .rulesUnmeetable(let quorum):
      Bilingual(
        zh: """
          规则将无法满足：须 \(quorum.approvals) 人批准，申请人不能批准自己的申请，所以审批人至少要有 \(quorum.approvals + 1) 名，\
          而只有 \(quorum.approvers) 名
          """,
        en: """
          the rules could not be met: nobody approves a request of their own, so \(quorum.approvals) to approve takes \
          \(quorum.approvals + 1) approvers, and there would be \(quorum.approvers)
          """)
    case .glassBroken, .notForGlass, .nothingToBreak: glassMessage
    case .reviewOpen(let reopenings): Self.reopening(reopenings, names)
    case .requestChanged(let number, let seen, let now, let differences):
      Self.changed(number, seen: seen, now: now, differences.text(names))
    case .unknownReview, .reviewSigned, .ownReview: reviewMessage
    default: requestMessage
    }
  }

  private static func dropping(_ numbers: [String], _ changes: Bilingual) -> Bilingual {
    Bilingual(
      zh: "已批准的定时提交 \(numbers.joined(separator: "、")) 将因此作废，需要他人审批（\(changes.zh)）",
      en:
        "Needs approval: the approved scheduled commit \(numbers.joined(separator: ", ")) would be dropped (\(changes.en))"
    )
  }

  private static func changed(_ number: Int, seen: Int, now: Int, _ differences: Bilingual?) -> Bilingual {
    Bilingual(
      zh: "申请 \(number) 已修改：现为第 \(now) 版，您看的是第 \(seen) 版" + (differences.map { "（\($0.zh)）" } ?? ""),
      en: "Request \(number) was edited: it is now version \(now), you saw version \(seen)"
        + (differences.map { " (\($0.en))" } ?? ""))
  }

  private var glassMessage: Bilingual {
    switch self {
    case .glassBroken(let number, let dueAt):
      Bilingual(
        zh: "申请 \(number) 已经破窗，\(dueAt.short) 生效，除非此前被拒绝、改动或获批",
        en: """
          the glass of request \(number) is broken already: in force at \(dueAt.short) unless it is rejected, edited or \
          approved in full before
          """)
    case .notForGlass(let number):
      Bilingual(
        zh: "申请 \(number) 不能破窗：只有没有指定时间的提交和操作员的增减可以",
        en: """
          the glass of request \(number) cannot be broken: only that of commits without a time of their own, and of adding \
          and removing operators
          """)
    default:
      Bilingual(
        zh: "规则可以由现有审批人满足", en: "the rules can be met by the approvers there are")
    }
  }

  private var reviewMessage: Bilingual {
    switch self {
    case .reviewSigned(let number, let name):
      Bilingual(zh: "复核 \(number) 已由 \(name) 签认", en: "review \(number) was signed by \(name)")
    case .ownReview(let number):
      Bilingual(zh: "复核 \(number) 须由别人签认", en: "review \(number) has to be signed by somebody else")
    case .unknownReview(let number):
      Bilingual(zh: "没有复核 \(number)", en: "there is no review \(number)")
    default: preconditionFailure("not about a review")
    }
  }

  private static func reopening(_ reopenings: [Reopening], _ names: SubjectNames) -> Bilingual {
    let numbers = reopenings.map { String($0.review.number) }
    let reopened = names.list(reopenings.flatMap { $0.changes.map(\.path) })
    return Bilingual(
      zh: "会重新打开紧急操作关闭的内容（\(reopened.zh)），而复核 \(numbers.joined(separator: "、")) 尚未签认",
      en:
        "This reopens what an emergency closed (\(reopened.en)), and review \(numbers.joined(separator: ", ")) is not signed"
    )
  }

  private var requestMessage: Bilingual {
    switch self {
    case .unknownRequest(let number):
      Bilingual(
        zh: "没有申请 \(number)", en: "there is no request \(number)")
    case .requestClosed(let number, let state):
      state == .done
        ? Bilingual(zh: "申请 \(number) 已经执行", en: "request \(number) has been carried out")
        : Bilingual(zh: "申请 \(number) 已被拒绝", en: "request \(number) was rejected")
    case .requestNotShown(let number, let version):
      Bilingual(
        zh: "申请 \(number) 改过，现在是第 \(version) 版", en: "request \(number) was edited and is at version \(version)")
    case .ownRequest(let number):
      Bilingual(zh: "申请 \(number) 是你自己的，须由别人批准", en: "request \(number) is your own: somebody else has to approve it")
    case .foreignRequest(let number, let author):
      Bilingual(
        zh: "申请 \(number) 是 \(author) 的，只有本人能改", en: "request \(number) is \(author)'s, who alone can edit it")
    case .alreadyApproved(let number):
      Bilingual(zh: "你已批准过申请 \(number) 的这一版", en: "you have approved this version of request \(number) already")
    case .requestAltered(let number):
      Bilingual(
        zh: "申请 \(number) 与审计记录不符，不能执行",
        en: "request \(number) does not agree with the audit chain and is not carried out")
    case .authorNotPermitted(let number, let author):
      Bilingual(
        zh: "申请 \(number) 的申请人 \(author) 已无权操作", en: "\(author), who made request \(number), may not do this any more"
      )
    default: preconditionFailure("not about a request")
    }
  }
}
