import Domain

/// Every sealed table with its bound columns (SECURITY.md says of each column what a writer of the file can do).
extension SealedTable {
  static let persons = SealedTable(
    .person, "persons", identity: ["id"],
    bound: [
      "identity_hash", "phone_hash", "details", "region", "bucket", "public_key", "private_key", "registered_at",
      "moved_at", "password_failures", "password_locked_until", "phone_lost_at", "keys_since",
      "password_trying",
    ])

  static let sessions = SealedTable(
    .session, "sessions", identity: ["token_hash"], bound: ["person", "expires_at"])

  static let codes = SealedTable(
    .code, "codes", identity: ["number"],
    bound: [
      "phone_hash", "purpose", "binding", "code_hash", "sent_at", "expires_at", "attempts", "state", "subject",
      "requester", "own",
    ])

  static let queries = SealedTable(
    .query, "queries", identity: ["number"],
    bound: [
      "id", "person", "state", "reason", "revision", "region", "channel", "agreement", "banks", "outcomes",
      "public_key", "vault_day", "accepted_at", "due_at", "generated_at", "expires_at", "identifier_key",
    ])

  /// All the enquiries of an open query, packed.
  static let work = SealedTable(
    .enquiry, "work", identity: ["query"], bound: ["state"], beside: ["next_at", "owner"])

  /// The identifiers of enquiries that were accepted before identifiers were derived.
  static let namedEnquiries = SealedTable(
    .enquiry, "named_enquiries", identity: ["query", "position"], bound: ["id", "consent"])

  /// The table of the keys and answers kept until a day; a row of another day's table does not pass.
  static func vault(of day: CalendarDay) -> SealedTable {
    SealedTable(.kept, "vault_\(day.number)", identity: ["item"], bound: ["sealed"])
  }

  static let outbox = SealedTable(
    .message, "outbox", identity: ["id"], bound: ["phone", "text", "expires_at", "person", "reach"],
    beside: ["attempts", "next_at"])

  static let sandboxMessages = SealedTable(
    .delivered, "sandbox_messages", identity: ["id"], bound: ["phone_hash", "sent_at", "text"])

  static let certifications = SealedTable(
    .certification, "certifications", identity: ["number"],
    bound: ["bank", "url", "keys", "verdict", "certified_at", "ends_at", "suite", "evidence", "author"])

  /// `ring` is the digest of all the bank's rows of `bank_keys`, so that one seal covers all that a bank registered.
  static let endpoints = SealedTable(
    .bank, "endpoints", identity: ["bank"], bound: ["url", "private_lines", "changed_at", "ring"])

  static let maintenances = SealedTable(
    .maintenance, "maintenances", identity: ["number"],
    bound: ["bank", "from_at", "until_at", "author", "made_at", "cancelled"])

  /// The sealed tables without the vaults, which are made and dropped by day.
  static let lasting = [
    persons, sessions, codes, queries, work, namedEnquiries, outbox, sandboxMessages, endpoints, certifications,
    maintenances,
  ]
}
