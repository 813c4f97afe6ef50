import Domain
import Text

extension OperatorFault {
  public var message: Bilingual {
    switch self {
    case .notAnOperator(let name):
      Bilingual(
        zh: "\(name) 不是操作员：请管理员执行 add operator", en: "\(name) is not an operator: an administrator can add operator")
    case .notPermitted(let name, let role, let needs):
      Bilingual(
        zh: "\(name) 的角色是“\(role.title.zh)”，这需要“\(needs.title.zh)”",
        en: "\(name) is \(role.title.en); this takes \(needs.title.en)")
    case .unknownOperator(let name):
      Bilingual(zh: "没有操作员 \(name)：show operators 列出全部", en: "there is no operator \(name): show operators lists them")
    case .lastAdministrator(let name):
      Bilingual(zh: "\(name) 是最后一名管理员：先指定另一名", en: "\(name) is the last administrator: appoint another one first")
    case .approvalRequired(let paths):
      Bilingual(
        zh: "须由别人批准：\(paths.joined(separator: "、"))；请改用 request 开头的同一命令",
        en: "somebody else has to approve this: \(paths.joined(separator: ", ")); say the same command after request")
    case .dropsApproved(let numbers, let paths):
      Bilingual(
        zh: """
          已获批准的 \(numbers.map(String.init).joined(separator: "、")) 号排期会因此被放弃（\(paths.joined(separator: "、"))），\
          这也须由别人批准；请改用 request 开头的同一命令
          """,
        en: """
          scheduled commit \(numbers.map(String.init).joined(separator: ", ")) was approved and would be dropped for it \
          (\(paths.joined(separator: ", "))): somebody else has to approve that, too; say the same command after request
          """)
    case .nothingToConfirm:
      Bilingual(zh: "没有待确认的提交", en: "no commit waits to be confirmed")
    case .notWaiting(let revision):
      Bilingual(zh: "版本 \(revision) 没有在等待确认", en: "revision \(revision) does not wait to be confirmed")
    case .notPending(let number):
      Bilingual(
        zh: "\(number) 号提交没有在等待生效：show schedule 列出全部",
        en: "commit \(number) does not wait for its time: show schedule lists them")
    case .otherRegistry:
      Bilingual(
        zh: "申请的登记资料与本程序读到的不同，不能执行", en: "the request is about another registry than the one this program has read")
    case .registryUnchanged:
      Bilingual(zh: "数据库已按这份登记资料运行", en: "the database goes by this registry already")
    case .nothingToStop:
      Bilingual(zh: "这已经停下或关闭", en: "this is stopped or closed already")
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
    case .unknownReview, .reviewSigned, .ownReview, .reviewOpen: reviewMessage
    default: requestMessage
    }
  }

  private var glassMessage: Bilingual {
    switch self {
    case .glassBroken(let number, let dueAt):
      Bilingual(
        zh: "第 \(number) 号申请已用 break glass，\(dueAt.short) 生效，除非此前有人 reject 或改动申请，或批准已足",
        en: """
          the glass of request \(number) is broken already: in force at \(dueAt.short) unless it is rejected, edited or \
          approved in full before
          """)
    case .notForGlass(let number):
      Bilingual(
        zh: "第 \(number) 号申请不能用 break glass：只能用于没有指定时间的提交和操作员的增减",
        en: """
          break glass is not for request \(number): it is for commits without a time of their own, and for adding and \
          removing operators
          """)
    default:
      Bilingual(
        zh: "规则可以由现有审批人满足：写明是哪个申请，如 break glass 7 reason ...；别人都不能批准时，管理员可以直接 add operator",
        en: """
          the rules can be met by the approvers there are: name the request, as in break glass 7 reason ...; while nobody \
          else can approve, an administrator adds operators alone
          """)
    }
  }

  private var reviewMessage: Bilingual {
    switch self {
    case .reviewSigned(let number, let name):
      Bilingual(zh: "第 \(number) 号复核已由 \(name) 签认", en: "review \(number) was signed by \(name)")
    case .ownReview(let number):
      Bilingual(zh: "第 \(number) 号复核须由别人签认", en: "review \(number) has to be signed by somebody else")
    case .reviewOpen(let reopenings): Self.reopening(reopenings)
    case .unknownReview(let number):
      Bilingual(zh: "没有第 \(number) 号复核：show reviews 列出全部", en: "there is no review \(number): show reviews lists them")
    default: preconditionFailure("not about a review")
    }
  }

  private static func reopening(_ reopenings: [Reopening]) -> Bilingual {
    let numbers = reopenings.map { String($0.review.number) }
    let paths = reopenings.flatMap { $0.changes.map(\.path) }
    return Bilingual(
      zh: """
        这会重新打开紧急操作关闭的内容（\(paths.joined(separator: "、"))），而第 \(numbers.joined(separator: "、")) 号复核还没有签认：\
        先 sign review，或写明 reopening review \(numbers.joined(separator: " "))
        """,
      en: """
        this reopens what an emergency closed that is not reviewed yet (\(paths.joined(separator: ", "))): have it signed \
        (sign review), or say reopening review \(numbers.joined(separator: " "))
        """)
  }

  private var requestMessage: Bilingual {
    switch self {
    case .unknownRequest(let number):
      Bilingual(
        zh: "没有第 \(number) 号申请：show requests 列出全部", en: "there is no request \(number): show requests lists them")
    case .requestClosed(let number, let state):
      state == .done
        ? Bilingual(zh: "第 \(number) 号申请已经执行", en: "request \(number) has been carried out")
        : Bilingual(zh: "第 \(number) 号申请已被拒绝", en: "request \(number) was rejected")
    case .requestChanged(let number, let seen, let now, let differences):
      Bilingual(
        zh: "第 \(number) 号申请已改为第 \(now) 版，你看的是第 \(seen) 版" + differences.text.zh + "：先看 show request \(number)",
        en: "request \(number) is at version \(now) now, you looked at \(seen)" + differences.text.en
          + ": see show request \(number) first")
    case .requestNotShown(let number, let version):
      Bilingual(
        zh: "第 \(number) 号申请改过，现在是第 \(version) 版：先看 show request \(number)，或写 approve \(number) version \(version)",
        en: """
          request \(number) was edited and is at version \(version): see show request \(number) first, or say \
          approve \(number) version \(version)
          """)
    case .ownRequest(let number):
      Bilingual(zh: "第 \(number) 号申请是你自己的，须由别人批准", en: "request \(number) is your own: somebody else has to approve it")
    case .foreignRequest(let number, let author):
      Bilingual(
        zh: "第 \(number) 号申请是 \(author) 的，只有本人能改", en: "request \(number) is \(author)'s, who alone can edit it")
    case .alreadyApproved(let number):
      Bilingual(zh: "你已批准过第 \(number) 号申请的这一版", en: "you have approved this version of request \(number) already")
    case .requestAltered(let number):
      Bilingual(
        zh: "第 \(number) 号申请与审计记录不符，不能执行",
        en: "request \(number) does not agree with the audit chain and is not carried out")
    case .authorNotPermitted(let number, let author):
      Bilingual(
        zh: "第 \(number) 号申请的申请人 \(author) 已无权操作", en: "\(author), who made request \(number), may not do this any more"
      )
    default: preconditionFailure("not about a request")
    }
  }
}
