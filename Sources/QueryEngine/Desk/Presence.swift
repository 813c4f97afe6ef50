import BankLink
import Domain
import Store

extension CardholderDesk {
  /// Sends a code to a phone. Where strangers have used up what anybody may have sent to it, somebody who says who they
  /// are is still served: the identity service says that the phone is theirs, and their face is theirs.
  func send(
    _ request: CodeDesk.Request, showing details: PersonalDetails?, region: RegionCode?, face: FaceSample
  ) async throws -> Never {
    do {
      try await codes.send(request)
    } catch DeskFault.code(let problem) {
      guard let details else { throw DeskFault.code(problem) }
      try await requirePresence(details, region: region, face: face)
      var own = request
      own.isOwner = true
      try await codes.send(own)
    }
  }

  /// That name, identity number and phone belong together, and that it is this person who is there.
  func requirePresence(_ details: PersonalDetails, region: RegionCode?, face: FaceSample) async throws {
    guard try await parts.identity.confirms(details, region: region) else { throw DeskFault.notVerified }
    guard try await parts.face.passes(face, details: details) else { throw DeskFault.faceCheckFailed }
  }
}
