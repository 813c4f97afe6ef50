import Domain

/// Something that has happened to applications, enquiries or messages, told as it happens and once it is committed: for
/// the log and for measures. It names queries, enquiries and banks, and nothing about a person.
public enum Occurrence: Sendable, Equatable {
  case accepted(query: String, revision: Int, banks: Int, took: Duration)
  /// An application was refused under a number.
  case refused(number: String, codes: [String], took: Duration)
  /// A query has ended, with what became of each bank's enquiry.
  case ended(query: String, state: QueryState, [QueryOutcome])
  /// A bank was asked about enquiries, or for answers to them; `code` is nil where it replied.
  case exchanged(bank: BankCode, enquiries: [String], code: String?, took: Duration)
  /// A report was opened.
  case opened(query: String)
  /// Work failed with a stable code, and is done again later.
  case failed(code: String)
}
