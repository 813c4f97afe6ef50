import BankLink
import Domain
import Store

/// Whether somebody is who they say, and there. The services outside are asked about people, so whoever makes them be
/// asked is counted before: by a code that showed whose the phone is, and goes with what fails; else by limits of its
/// own.
extension CardholderDesk {
  /// Sends a code to a phone. Where strangers have used up what anybody may have sent to it, somebody who says who they
  /// are is still served: the identity service says that the phone is theirs, and their face is theirs.
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

  /// Counts a check before it is asked for; throws `checksLocked`.
  func countCheck(for request: SMSCodes.Request) async throws {
    let desk = codes
    try await store.submit { try desk.countCheck(for: request, in: $0) }
  }

  /// Requires that name, identity number and phone belong together, and that it is this person who is there. Neither
  /// what is said nor how long it takes tells which of them is wrong: both services are asked in any case.
  func requirePresence(_ details: PersonalDetails, region: RegionCode?, face: FaceSample) async throws {
    let isVerified = try await parts.identity.confirms(details, region: region)
    let isThere = try await parts.face.passes(face, details: details)
    guard isVerified, isThere else { throw CardholderFault.presenceNotShown }
  }

  /// The same for somebody who has shown already that they know the person or the phone: they are told what is wrong.
  func requireKnownPresence(_ details: PersonalDetails, region: RegionCode?, face: FaceSample) async throws {
    guard try await parts.identity.confirms(details, region: region) else { throw CardholderFault.notVerified }
    try await requireFace(face, of: details)
  }

  func requireFace(_ face: FaceSample, of details: PersonalDetails) async throws {
    guard try await parts.face.passes(face, details: details) else { throw CardholderFault.faceCheckFailed }
  }

  /// Asks the services about somebody who has given the right code. What they refuse counts as a wrong guess of that
  /// code, so that one code is good for five at most.
  func counting<Value>(
    against request: SMSCodes.Request, _ check: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await check()
    } catch let fault as CardholderFault {
      let desk = codes
      try await store.submit { try desk.countFailure(of: request, in: $0) }
      throw fault
    }
  }
}
