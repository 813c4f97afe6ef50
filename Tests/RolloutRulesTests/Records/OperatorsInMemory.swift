import Domain
import RolloutRules
import Text

final class OperatorsInMemory: OperatorRecords {
  var operators: [OperatorRecord] = []

  func all() throws -> [OperatorRecord] { operators.sorted { $0.name < $1.name } }
  func record(of name: String) throws -> OperatorRecord? { operators.first { $0.name == name } }
  func remove(_ name: String) throws { operators.removeAll { $0.name == name } }

  func set(_ name: String, _ role: OperatorRole, at: Moment, by author: String) throws {
    try remove(name)
    operators.append(OperatorRecord(name: name, role: role, addedAt: at, addedBy: author))
  }
}

final class RequestsInMemory: RequestRecords {
  var requests: [ApprovalRequest] = []

  func all() throws -> [ApprovalRequest] { requests }
  func request(_ number: Int) throws -> ApprovalRequest? { requests.first { $0.number == number } }

  func insert(author: String, content: JSONValue, comment: String, at: Moment) throws -> ApprovalRequest {
    let request = ApprovalRequest(
      number: requests.count + 1, author: author, version: 1, content: content, comment: comment, madeAt: at,
      state: .open, approvals: [])
    requests.append(request)
    return request
  }

  func replace(_ number: Int, version: Int, content: JSONValue, comment: String) throws -> ApprovalRequest {
    throw NotStubbed("a new version of a request")
  }

  func approve(_ number: Int, version: Int, by name: String, at: Moment) throws {
    change(number, approvals: [.init(by: name, at: at)])
  }

  func close(_ number: Int, _ state: ApprovalRequest.State) throws { change(number, to: state) }

  private func change(
    _ number: Int, to state: ApprovalRequest.State? = nil, approvals: [ApprovalRequest.Approval] = []
  ) {
    requests = requests.map { request in
      guard request.number == number else { return request }
      return ApprovalRequest(
        number: number, author: request.author, version: request.version, content: request.content,
        comment: request.comment, madeAt: request.madeAt, state: state ?? request.state,
        approvals: request.approvals + approvals)
    }
  }
}

final class ReviewsInMemory: ReviewRecords {
  var reviews: [EmergencyReview] = []

  func all() throws -> [EmergencyReview] { reviews }

  func insert(revision: Int, author: String, reason: String, at: Moment) throws -> Int {
    reviews.append(
      EmergencyReview(
        number: reviews.count + 1, revision: revision, author: author, reason: reason, madeAt: at, signed: nil))
    return reviews.count
  }

  func sign(_ number: Int, by name: String, at: Moment) throws { throw NotStubbed("a signature") }
}
