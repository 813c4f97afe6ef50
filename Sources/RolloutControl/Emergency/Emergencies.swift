import Domain
import Store

/// Emergencies: stopping and closing at once, alone, with a review by somebody else afterwards.
public struct Emergencies: SchedulingWork {
  let author: String
  let store: Store
  let foretold: ForetoldClashes
  let approvals: Approvals

  /// Makes one edit of the running rollout a revision at once. The candidate stays as it is, and unconfirmed commits go
  /// on waiting. A subject that is stopped already, but only by an unconfirmed commit, is stopped for good. The
  /// revision holds every said subject, even those that were stopped before: none of them is opened in passing. The
  /// emergency takes force whatever its effect on the schedule, which the session has foretold.
  public func stop(_ edit: RolloutEdit, reason: String) throws -> (revision: Revision, review: EmergencyReview) {
    try write { transaction in
      let running = try transaction.runningRevision()
      var intent = Intent(on: running.rollout)
      _ = try intent.edit(edit, on: running.rollout, over: store.registry)
      guard case .force(let rollout, _) = try transaction.chronicle().landing(of: intent) else {
        throw OperatorFault.nothingToStop
      }
      try rollout.requireConsistent(over: store.registry)
      let restated = intent.restated(on: running.rollout)
      return try noting(in: transaction) {
        let revision = try transaction.append(
          rollout, author: author, comment: StoredWords.emergency.text(zh: "：\(reason)", en: ": \(reason)"),
          committedAt: transaction.now,
          effectiveAt: transaction.now, restating: restated)
        return (revision, try transaction.openReview(of: revision, by: author, reason: reason))
      }
    }
  }

  /// All reviews, oldest first.
  public func reviews() throws -> [EmergencyReview] { try store.read { try $0.allReviews() } }

  /// Signs the review of an emergency by somebody else.
  public func signReview(_ number: Int) throws -> EmergencyReview {
    try write(as: .approver) { transaction in
      guard let review = try transaction.review(number) else { throw OperatorFault.unknownReview(number) }
      if let signed = review.signed { throw OperatorFault.reviewSigned(number, by: signed.by) }
      let asked = try transaction.brokenGlass(leaving: number).flatMap { try transaction.request($0.request)?.author }
      guard review.author != author, asked != author else { throw OperatorFault.ownReview(number) }
      try transaction.sign(review, by: author)
      return review
    }
  }
}
