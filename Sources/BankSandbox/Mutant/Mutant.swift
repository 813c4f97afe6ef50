/// A reference bank with one fault. Each fails the one check of the conformance suite that it is named after, and no
/// other: so the suite is shown to see what it says it sees.
///
/// No book can ask for one. Where there is none, nothing of this folder runs.
public enum Mutant: String, Sendable, CaseIterable {
  // How it is reached.
  case keys = "transport.keys"
  case keyIdentifiers = "transport.key_ids"
  case contentType = "transport.content_type"
  case extraMembers = "transport.extra_members"
  case notFound = "transport.not_found"
  case method = "transport.method"
  case mediaType = "transport.media_type"
  case keptAlive = "transport.kept_alive"
  case replySize = "transport.reply_size"
  case mutualTLS = "transport.mutual_tls"
  case foreignCertificate = "transport.foreign_certificate"

  // Whom it listens to.
  case unsigned = "signatures.unsigned"
  case malformed = "signatures.malformed"
  case incomplete = "signatures.incomplete"
  case unknownKey = "signatures.unknown_key"
  case forged = "signatures.forged"
  case digestMissing = "signatures.digest_missing"
  case digestWrong = "signatures.digest_wrong"
  case expired = "signatures.expired"
  case future = "signatures.future"
  case skew = "signatures.skew"
  case replayed = "signatures.replayed"
  case unsignedFetch = "signatures.fetch"
  case introduction = "signatures.introduction"

  // How it signs.
  case responseSigned = "signatures.response_signed"
  case responseCovers = "signatures.response_covers"
  case responseKey = "signatures.response_key"
  case responseDigest = "signatures.response_digest"
  case responseValid = "signatures.response_valid"
  case responseNonce = "signatures.response_nonce"

  // What it opens and seals.
  case otherKey = "sealing.other_key"
  case encapsulatedKey = "sealing.encapsulated_key"
  case identity = "sealing.identity"
  case order = "sealing.order"
  case ownKey = "sealing.own_key"
  case boundEnquiry = "sealing.bound_enquiry"
  case boundBank = "sealing.bound_bank"
  case boundConsent = "sealing.bound_consent"
  case padded = "sealing.padded"
  case exactPadding = "sealing.padded_exactly"
  case freshKeys = "sealing.fresh_keys"
  case namesEnquiry = "sealing.names_enquiry"
  case nothingBeside = "sealing.nothing_beside"
  case nothingInFields = "sealing.nothing_in_fields"

  // Which consents it takes.
  case consentForged = "consent.forged"
  case consentUnknownKey = "consent.unknown_key"
  case consentAlgorithm = "consent.algorithm"
  case consentPurpose = "consent.purpose"
  case consentType = "consent.type"
  case consentScope = "consent.scope"
  case consentUses = "consent.uses"
  case consentOtherBank = "consent.other_bank"
  case consentOtherEnquiry = "consent.other_enquiry"
  case consentExpired = "consent.expired"
  case consentNotYet = "consent.not_yet"
  case consentUsed = "consent.used"

  // What it does when asked again.
  case sameAnswer = "idempotency.same_answer"
  case otherConsent = "idempotency.other_consent"
  case otherIdentity = "idempotency.other_identity"
  case batchAgain = "idempotency.batch_again"
  case batchConflict = "idempotency.batch_key"
  case restart = "idempotency.restart"

  // What it tells of a card.
  case digits = "masking.digits"
  case nothingElse = "masking.nothing_else"
  case kind = "masking.kind"
  case ownBank = "masking.own_bank"
  case allCards = "masking.all_cards"
  case leadingZeros = "masking.leading_zeros"
  case unknownPerson = "masking.unknown_person"

  // What it leaves out.
  case supplementary = "exclusions.supplementary"
  case cardNotPresent = "exclusions.card_not_present"
  case phoneNotOnFile = "exclusions.phone_not_on_file"
  case documentExpired = "exclusions.document_expired"
  case mix = "exclusions.mix"
  case nothingLeft = "exclusions.nothing_left"
  case otherNetwork = "exclusions.other_network"
  case closed = "exclusions.closed"
  case accountClasses = "exclusions.account_classes"
  case otherPhone = "exclusions.other_phone"
  case otherName = "exclusions.other_name"
  case spelling = "exclusions.spelling"
  case testPeople = "exclusions.test_people"

  // What it says of what is wrong.
  case notJSON = "errors.not_json"
  case invalidUTF8 = "errors.utf8"
  case tooDeep = "errors.too_deep"
  case duplicateKey = "errors.duplicate_key"
  case tooLarge = "errors.too_large"
  case unsupportedProtocol = "errors.protocol"
  case badShape = "errors.bad_shape"
  case emptyBatch = "errors.empty_batch"
  case errorContentType = "errors.content_type"
  case retry = "errors.retry"
  case enquiryNamed = "errors.enquiry_named"
  case nothingPersonal = "errors.nothing_personal"
  case previousPerson = "errors.previous_person"

  // What it gives later, and how much at once.
  case fetched = "late.fetched"
  case unknownEnquiry = "late.unknown"
  case eachFetched = "late.each"
  case callbackSigned = "callbacks.signed"
  case callbackAnswer = "callbacks.answer"
  case callbackRepeated = "callbacks.repeated"
  case full = "batches.full"
  case tooMany = "batches.too_many"
  case duplicateEnquiry = "batches.duplicate"
  case complete = "batches.complete"
  case once = "batches.once"
  case onlyAsked = "batches.only_asked"

  // What it bears.
  case parallel = "load.parallel"
  case retryAfter = "load.retry_after"
  case pace = "load.pace"
}
