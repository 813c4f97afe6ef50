import Domain
import Text

/// Every command, in the order of `help`.
enum CommandList {
  /// Commands under one heading of `help`.
  struct Section: Sendable {
    let title: Bilingual
    let commands: [any ConsoleCommand.Type]

    init(zh: String, en: String, _ commands: [any ConsoleCommand.Type]) {
      title = Bilingual(zh: zh, en: en)
      self.commands = commands
    }
  }

  static let sections = [editing, candidate, code, requests, approvals, onboarding, looking, console]

  private static let editing = Section(
    zh: "编辑候选版本", en: "Edit the candidate",
    [
      OpenRegion.self, CloseRegion.self, ConnectBank.self, DisconnectBank.self, SuspendBank.self, ResumeBank.self,
      OpenChannel.self, CloseChannel.self, PauseService.self, ResumeService.self, AddBank.self, RemoveBank.self,
      RenameRegion.self, RenameBank.self, SetPolicy.self,
    ])

  private static let candidate = Section(
    zh: "检查和提交", en: "Check and commit",
    [Load.self, Discard.self, Rollback.self, CheckCommit.self, Commit.self])

  private static let code = Section(
    zh: "配置即代码", en: "Configuration as code", [ExportScript.self, PlanScript.self, ApplyScript.self, ShowDrift.self])

  /// `request` before each command that may be requested.
  private static let requests = Section(
    zh: "申请审批", en: "Request approval",
    [candidate, code, onboarding, approvals, looking].flatMap(\.commands)
      .compactMap { ($0 as? any RequestableCommand.Type)?.requestType })

  private static let approvals = Section(
    zh: "多人审批", en: "Four eyes",
    [
      Approve.self, Reject.self, BreakGlass.self, ShowRequests.self, ShowRequest.self, ShowReviews.self,
      SignReview.self, Confirm.self, CancelCommit.self, AddOperator.self, RemoveOperator.self, ShowOperators.self,
    ])

  private static let onboarding = Section(
    zh: "银行接入", en: "Bank onboarding",
    [
      RegisterBank.self, SetEndpoint.self, SetKey.self, RotateKey.self, RotateNetworkKey.self, CertifyBank.self,
      MaintenanceBank.self, CancelMaintenance.self,
    ])

  private static let looking = Section(
    zh: "查看", en: "View",
    [
      ShowMap.self, CompareMap.self, ShowRegions.self, ShowBanks.self, ShowChannels.self, ShowPolicies.self,
      ShowGate.self, ShowCandidate.self, ShowHistory.self, ShowScheduled.self, ShowSchedule.self, ShowRevision.self,
      ShowBank.self, ShowCertification.self, ShowNetworkKeys.self, ShowHealth.self, ShowQueue.self,
      ShowStatistics.self, ShowTimeline.self, CompareRevisions.self, ShowImpact.self, ExplainRegion.self,
      ExplainQuery.self, ExplainRefusal.self, VerifyAudit.self, ShowAuditHead.self, ShowAudit.self,
      ReanchorAudit.self, UpdateRegistry.self, ShowClock.self, ConfirmClock.self, ResetClock.self,
    ])

  private static let console = Section(
    zh: "控制台", en: "Console",
    [Let.self, Include.self, Begin.self, End.self, Watch.self, Help.self, Quit.self, Exit.self])
}
