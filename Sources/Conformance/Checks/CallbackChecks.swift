import BankLink
import Sealing

/// Answers that a bank accepted for later may be posted. The network has to be able to trust a post, and a lost reply
/// must not lose an answer.
enum CallbackChecks {
  static let all = [signed, answer, repeated, signedReply, readable, nothingBeside]

  private static let signed = Check(
    "callbacks.signed", zh: "回调带有该行的签名", en: "callbacks are signed by the bank"
  ) { probe in
    let (_, post) = try await posted(probe)
    guard let fault = probe.fault(of: post) else { return }
    throw Finding(
      zh: "回调的签名不成立（\(fault.code)）：签名方式与请求相同",
      en: "the signature of a callback does not count (\(fault.code)); it is signed like a request")
  }

  private static let answer = Check(
    "callbacks.answer", zh: "回调的答复与取回的相同", en: "a callback holds the answer that a fetch would"
  ) { probe in
    let (enquiry, post) = try await posted(probe)
    guard let item = post.item(enquiry.identifier), item.text("status") == "answered" else {
      let told = post.item(enquiry.identifier)?.told ?? "-"
      throw Finding(zh: "回调里应有答复（answered），实际是 \(told)", en: "expected an answer in the callback, got \(told)")
    }
    try Probe.expect(
      TestPeople.both.reported, in: try probe.opened(enquiry, item), zh: "\(TestPeople.both.name)，答复以回调送来",
      en: "\(TestPeople.both.name), answered by callback")
  }

  private static let repeated = Check(
    "callbacks.repeated", zh: "没有得到应答的回调会重新签名再送", en: "a callback without a reply is posted again, signed anew"
  ) { probe in
    let enquiry = probe.enquiry()
    probe.callbacks?.answerNext(enquiry.identifier, [.cut])
    _ = try await posted(enquiry, probe)
    let posts = try await probe.posts(of: enquiry, count: 2, within: probe.limits.answer)
    guard posts.count > 1 else {
      throw Finding(
        zh: "回调没有得到应答（连接被断开），之后没有再送：应答丢失不等于已收到",
        en: "a callback whose connection was cut before any reply was not posted again: without a 200 it was not taken",
        limit: .answer)
    }
    let signatures = posts.map { $0.request.fields.first { $0.name == "signature" }?.value }
    guard signatures[0] != signatures[1] else {
      throw Finding(
        zh: "再送的回调没有重新签名：同一签名不会第二次被接受",
        en: "a callback was posted again under the same signature, which is never good twice")
    }
  }

  /// Without this check, somebody between the two could report an answer as taken, and it would be lost.
  private static let signedReply = Check(
    "callbacks.signed_reply", zh: "没有网络签名的 200 不算送达", en: "a 200 that the network did not sign is no receipt"
  ) { probe in
    let enquiry = probe.enquiry()
    probe.callbacks?.answerNext(enquiry.identifier, [.unsigned, .strangers])
    _ = try await posted(enquiry, probe)
    let count = try await probe.posts(of: enquiry, count: 3, within: probe.limits.answer).count
    guard count < 3 else { return }
    throw Finding(
      zh: count < 2 ? "回调得到没有签名的 200，就没有再送：有网络签名的 200 才算送达" : "回调得到别人签名的 200，就没有再送：有网络签名的 200 才算送达",
      en: """
        a callback was not posted again after a 200 \(count < 2 ? "without a signature" : "signed by somebody else"): only \
        one that the network signed says that it was taken
        """,
      limit: .answer)
  }

  private static let readable = judged(
    "readable", zh: "回调是网络读得了的", en: "callbacks are such as the network can read")

  private static let nothingBeside = judged(
    "nothing_beside", zh: "回调在加密内容之外什么也不说", en: "beside the seal a callback says nothing")

  /// A check that judges everything that was posted in the run.
  private static func judged(_ name: String, zh: String, en: String) -> Check {
    let identifier = "callbacks.\(name)"
    return Check(identifier, zh: zh, en: en, turn: .last) { probe in
      do {
        _ = try await posted(probe)
      } catch let notMade as NotMade {
        throw probe.watch.finding(identifier) ?? notMade
      }
      if let finding = probe.watch.finding(identifier) { throw finding }
    }
  }

  /// An enquiry that was accepted for later, and the first message about it.
  private static func posted(_ probe: Probe) async throws -> (DraftEnquiry, Callbacks.Post) {
    let enquiry = probe.enquiry()
    return (enquiry, try await posted(enquiry, probe))
  }

  private static func posted(_ enquiry: DraftEnquiry, _ probe: Probe) async throws -> Callbacks.Post {
    guard probe.callbacks != nil else {
      throw NotMade(
        zh: "没有供该行回调的地址，须指定接收回调的端口", en: "there was no address for callbacks: a port for them has to be given")
    }
    let reply = try await probe.ask([enquiry])
    guard reply.items?.first(where: { $0.text("enquiry") == enquiry.identifier })?.text("status") == "accepted" else {
      throw NotMade(zh: "该行当即答复，没有可回调的", en: "the bank answered at once: there was nothing to call back")
    }
    let posts = try await probe.posts(of: enquiry, count: 1, within: probe.limits.answer)
    guard let post = posts.first else {
      guard probe.callbacks?.refused == 0 else {
        throw NotMade(
          zh: "该行的回调网络读不了，见检查 callbacks.readable",
          en: "the network cannot read what the bank posts: see callbacks.readable")
      }
      throw NotMade(zh: "该行不回调，其答复靠取回", en: "the bank does not call back; its answers were fetched")
    }
    return post
  }
}

extension Probe {
  /// The fault of a callback's signature; nil if it is valid.
  fileprivate func fault(of post: Callbacks.Post) -> SignatureFault? {
    do {
      _ = try MessageVerifier(now: seconds).verify(post.request, body: post.body) { keyId in
        keys.signing.first { $0.keyId == keyId }
      }
      return nil
    } catch {
      return error
    }
  }
}
