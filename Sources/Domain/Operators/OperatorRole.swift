import Text

/// The rights of an operator; each role includes those before it. The raw value is its name in scripts.
public enum OperatorRole: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Reads.
  case viewer
  /// Edits, commits, asks for approval, takes banks on board.
  case `operator`
  /// Approves and rejects others' requests, and signs reviews of emergencies.
  case approver
  /// Appoints and removes operators.
  case administrator

  public static func < (left: OperatorRole, right: OperatorRole) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  public var title: Bilingual {
    switch self {
    case .viewer: Bilingual(zh: "查看", en: "viewer")
    case .operator: Bilingual(zh: "操作", en: "operator")
    case .approver: Bilingual(zh: "审批", en: "approver")
    case .administrator: Bilingual(zh: "管理", en: "administrator")
    }
  }

  public var summary: Bilingual {
    switch self {
    case .viewer: Bilingual(zh: "只能查看", en: "views only")
    case .operator: Bilingual(zh: "编辑、提交、申请审批、登记和接入银行", en: "edits, commits, requests approval, onboards banks")
    case .approver: Bilingual(zh: "另可批准他人的申请、复核紧急操作", en: "also approves requests of others and reviews emergencies")
    case .administrator: Bilingual(zh: "另可添加、移除操作员", en: "also adds and removes operators")
    }
  }
}

/// A registered operator.
public struct OperatorRecord: Sendable, Equatable {
  /// The name of the system account; on PostgreSQL of the database role.
  public let name: String
  public let role: OperatorRole
  public let addedAt: Moment
  public let addedBy: String

  public init(name: String, role: OperatorRole, addedAt: Moment, addedBy: String) {
    self.name = name
    self.role = role
    self.addedAt = addedAt
    self.addedBy = addedBy
  }
}
