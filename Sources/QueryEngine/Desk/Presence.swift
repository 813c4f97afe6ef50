import BankLink
import Domain
import Store

/// Checks that people are who they say, and present. The outside services are asked about people, so every check is
/// counted before: by a code that proved whose the phone is, which a failed check uses up, or else by limits of its
/// own.
extension CardholderDesk {
  /// Sends a code to a phone. If strangers have used up the codes that anybody may have sent to it, a person who gives
  /// their identity still gets one: the identity service confirms that the phone is theirs, and the face check their
  /// face.
  func send(
    _ request: SMSCodes.Request, showing details: PersonalDetails?, region: RegionCode?, face: FaceSample
  ) async throws -> Never {
    do {
      try await codes.send(request)
    } catch CardholderFault.code(let problem) {
      guard let details else { throw CardholderFault.code(problem) }
      try await countCheck(for: request)
      try await requirePresence(details, region: region, face: face)
      var own = request
      own.isOwner = true
      try await codes.send(own)
    }
  }

  /// Counts a check before it is made; throws `checksLocked` if there were too many.
  func countCheck(for request: SMSCodes.Request) async throws {
    let desk = codes
    try await store.submit(protecting: desk.protections(request)) { try desk.countCheck(for: request, in: $0) }
  }

  /// Requires that name, identity number and phone belong together, and that this person is present. Neither the fault
  /// nor the time it takes tells which of them is wrong: both services are asked in any case.
  func requirePresence(_ details: PersonalDetails, region: RegionCode?, face: FaceSample) async throws {
    let isVerified = try await parts.identity.confirms(details, region: region)
    let isThere = try await parts.face.passes(face, details: details)
    guard isVerified, isThere else { throw CardholderFault.presenceNotShown }
  }

  /// The same for somebody who has proved already that they know the person or hold the phone: they are told what is
  /// wrong.
  func requireKnownPresence(_ details: PersonalDetails, region: RegionCode?, face: FaceSample) async throws {
    guard try await parts.identity.confirms(details, region: region) else { throw CardholderFault.notVerified }
    try await requireFace(face, of: details)
  }

  func requireFace(_ face: FaceSample, of details: PersonalDetails) async throws {
    guard try await parts.face.passes(face, details: details) else { throw CardholderFault.faceCheckFailed }
  }

  /// Asks the services about somebody who has given the right code. A refusal by the services counts as a wrong guess
  /// of that code, so that one code is good for five at most.
  func counting<Value>(
    against request: SMSCodes.Request, _ check: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await check()
    } catch let fault as CardholderFault {
      let desk = codes
      try await store.submit(protecting: desk.protections(request)) { try desk.countFailure(of: request, in: $0) }
      throw fault
    }
  }
}
