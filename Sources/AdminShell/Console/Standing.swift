import Domain
import RolloutControl
import Store
import Text

/// The notes that a console prints without being asked.
extension Console {
  /// What a console that begins has to know, and what it was never told; of a database that is not to be trusted, why.
  /// Broken glass that a result has just told of is left out.
  func standing(besides result: (any CommandResult)? = nil) throws -> [Bilingual] {
    let told = (result as? RequestResult)?.report.request.number
    do { return try context.opened.map { try dropped() + standing($0, besides: told) } ?? [] } catch let fault
      as StoreFault
      where fault.isAboutTrust
    { return [fault.message] }
  }

  /// The news since the last call.
  func news() throws -> [Bilingual] {
    try context.opened.map { try dropped() + $0.news.takeNews().map { NewsWording(record: $0).text } } ?? []
  }

  /// The notes on scheduled commits that were dropped and of which nobody was told yet.
  private func dropped() throws -> [Bilingual] {
    try context.opened?.news.takeDropped().map { commit in
      let why = (commit.dropReason ?? .conflict).message
      return Bilingual(
        zh: "定时提交 \(commit.number)（\(commit.author)，\(commit.effectiveAt.short)）已作废：\(why.zh)",
        en: """
          Scheduled commit \(commit.number) (\(commit.author), \(commit.effectiveAt.short)) was dropped: \
          \(why.en)
          """)
    } ?? []
  }

  /// The unconfirmed commit whose time is over first; nil if none waits.
  func confirmation() throws -> (revision: Int, until: Moment)? {
    try session().schedule.waitingCommits().min { $0.until < $1.until }.map { ($0.revision, $0.until) }
  }

  /// The notes for everybody who comes: unconfirmed commits, unsigned reviews, broken glass, requests that wait for
  /// this operator, and the results of this operator's own requests and approvals.
  private func standing(_ session: OperatorSession, besides request: Int?) throws -> [Bilingual] {
    let waiting = try session.schedule.waitingCommits().map { commit in
      Bilingual(
        zh: "版本 \(commit.revision)（\(commit.author)）待确认：请在 \(commit.until.short) 前 confirm，否则自动撤销",
        en:
          "Revision \(commit.revision) (\(commit.author)) needs confirm before \(commit.until.short), or it is undone"
      )
    }
    let open = try session.emergencies.reviews().filter { $0.signed == nil }.map { review in
      let reason = Bilingual(stored: review.reason)
      return Bilingual(
        zh: "复核 \(review.number) 待签认：\(review.author) 的紧急操作（版本 \(review.revision)）：\(reason.zh)",
        en: """
          Review \(review.number) is not signed: emergency by \(review.author) (revision \(review.revision)): \
          \(reason.en)
          """)
    }
    let glass = try session.emergencies.brokenGlass().filter { $0.state == .waiting && $0.request != request }.map {
      glass in
      Bilingual(zh: "申请 \(glass.request)：\(glass.text.zh)", en: "Request \(glass.request): \(glass.text.en)")
    }
    let missed = try session.news.missedNews().map { NewsWording(record: $0).text }
    return try missed + waiting + open + glass + requestsWaiting(session)
  }

  private func requestsWaiting(_ session: OperatorSession) throws -> [Bilingual] {
    let (toApprove, own) = try session.approvals.openRequests()
    let mine = own.map { request in
      Bilingual(
        zh: "您的申请 \(request.number) 待审批：\(request.subject.zh)",
        en: "Your request \(request.number) needs approval: \(request.subject.en)")
    }
    return mine
      + toApprove.map { request in
        Bilingual(
          zh: "申请 \(request.number)（\(request.author)）待您审批：\(request.subject.zh)。详见 show request \(request.number)",
          en: """
            Request \(request.number) (\(request.author)) needs your approval: \(request.subject.en). See show request \
            \(request.number)
            """)
      }
  }
}
