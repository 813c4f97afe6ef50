import Domain

/// `notices.yaml` and `agreement.yaml`.
struct NoticeFiles {
  let directory: String
  let findings: Findings

  func readNotices() -> Notices? {
    DataFile("notices.yaml", in: directory, keys: ["sections"], findings: findings)
      .map { Notices(sections: sections($0)) }
  }

  func readAgreement() -> Agreement? {
    DataFile("agreement.yaml", in: directory, keys: ["version", "title", "sections"], findings: findings)
      .map { Agreement(version: $0.text("version"), title: $0.bilingual("title"), sections: sections($0)) }
  }

  private func sections(_ file: DataFile) -> [NoticeSection] {
    file.entries("sections", required: ["title", "items"]) {
      NoticeSection(title: $0.bilingual("title"), items: $0.bilinguals("items"))
    }.map(\.value)
  }
}
