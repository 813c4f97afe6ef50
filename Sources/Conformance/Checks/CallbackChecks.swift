import BankLink
import Sealing

/// Answers that a bank accepted for later may be posted. The network has to be able to trust a post, and a lost reply
/// must not lose an answer.
enum CallbackChecks {
  static let all = [signed, answer, repeated, signedReply, readable, nothingBeside]

  private static let signed = Check(
    "callbacks.signed", zh: "为回调签名", en: "signs its callbacks"
  ) { probe in
    let (_, post) = try await posted(probe)
    guard let fault = probe.fault(of: post) else { return }
    throw Finding(
      zh: "回调的签名无效（\(fault.code)）：签名方式应与请求相同",
      en: "the signature of a callback is not valid (\(fault.code)): sign it like a request")
  }

  private static let answer = Check(
    "callbacks.answer", zh: "回调的答复与取回的相同", en: "calls back with the answer that a fetch would give"
  ) { probe in
    let (enquiry, post) = try await posted(probe)
    guard let item = post.item(enquiry.identifier), item.text("status") == "answered" else {
      let told = post.item(enquiry.identifier)?.told ?? "-"
      throw Finding(
        zh: "回调里应有答复（answered），实际是 \(told)", en: "expected an answer (answered) in the callback, got \(told)")
    }
    try Probe.expect(
      TestPeople.both.reported, in: try probe.opened(enquiry, item), zh: "\(TestPeople.both.name)，答复以回调送来",
      en: "\(TestPeople.both.name), answered by callback")
  }

  private static let repeated = Check(
    "callbacks.repeated", zh: "没有收到应答的回调重新签名再送", en: "posts a callback again, signed anew, when no reply came"
  ) { probe in
    let enquiry = probe.enquiry()
    probe.callbacks?.answerNext(enquiry.identifier, [.cut])
    _ = try await posted(enquiry, probe)
    let posts = try await probe.posts(of: enquiry, count: 2, within: probe.limits.answer)
    guard posts.count > 1 else {
      throw Finding(
        zh: "回调的连接被断开，没有应答：应再送，实际没有；没有收到 200 不算送达",
        en:
          "cut the connection of a callback before any reply: expected it again, got nothing; only a 200 is a receipt",
        limit: .answer)
    }
    let signatures = posts.map { $0.request.fields.first { $0.name == "signature" }?.value }
    guard signatures[0] != signatures[1] else {
      throw Finding(
        zh: "再送的回调用了原来的签名：每次再送都应重新签名",
        en: "a callback came again with the same signature: sign it anew each time")
    }
  }

  /// Without this check, somebody between the two could report an answer as taken, and it would be lost.
  private static let signedReply = Check(
    "callbacks.signed_reply", zh: "没有网络签名的 200 不算送达", en: "takes a 200 for a receipt only if the network signed it"
  ) { probe in
    let enquiry = probe.enquiry()
    probe.callbacks?.answerNext(enquiry.identifier, [.unsigned, .strangers])
    _ = try await posted(enquiry, probe)
    let count = try await probe.posts(of: enquiry, count: 3, within: probe.limits.answer).count
    guard count < 3 else { return }
    throw Finding(
      zh: "回调收到\(count < 2 ? "没有签名" : "他人签名")的 200：应再送，实际没有；有网络签名的 200 才算送达",
      en: """
        replied to a callback with a 200 \(count < 2 ? "without a signature" : "signed by somebody else"): expected it \
        again, got nothing; only a 200 signed by the network is a receipt
        """,
      limit: .answer)
  }

  private static let readable = judged(
    "readable", zh: "回调的格式网络能够读取", en: "posts callbacks that the network can read")

  private static let nothingBeside = judged(
    "nothing_beside", zh: "回调在加密内容之外不含其他信息", en: "says nothing in a callback beside the sealed answers")

  /// A check that judges everything that was posted in the run.
  private static func judged(_ name: String, zh: String, en: String) -> Check {
    let identifier = "callbacks.\(name)"
    return Check(identifier, zh: zh, en: en, turn: .last) { probe in
      do {
        _ = try await posted(probe)
      } catch let notMade as CheckNotMade {
        throw probe.watch.finding(identifier) ?? notMade
      }
      if let finding = probe.watch.finding(identifier) { throw finding }
    }
  }

  /// An enquiry that was accepted for later, and the first message about it.
  private static func posted(_ probe: Probe) async throws -> (DraftEnquiry, CallbackRecorder.PostedCallback) {
    let enquiry = probe.enquiry()
    return (enquiry, try await posted(enquiry, probe))
  }

  private static func posted(_ enquiry: DraftEnquiry, _ probe: Probe) async throws -> CallbackRecorder.PostedCallback {
    guard probe.callbacks != nil else {
      throw CheckNotMade(
        zh: "没有接收回调的地址：须指定端口", en: "there was no address for callbacks: give a port")
    }
    let reply = try await probe.ask([enquiry])
    guard reply.items?.first(where: { $0.text("enquiry") == enquiry.identifier })?.text("status") == "accepted" else {
      throw CheckNotMade(zh: "该行当即答复，没有回调可查", en: "the bank answered at once: there was no callback to check")
    }
    let posts = try await probe.posts(of: enquiry, count: 1, within: probe.limits.answer)
    guard let post = posts.first else {
      guard probe.callbacks?.refused == 0 else {
        throw CheckNotMade(
          zh: "网络无法读取该行的回调，见 callbacks.readable",
          en: "the network cannot read the bank's callbacks: see callbacks.readable")
      }
      throw CheckNotMade(zh: "该行不回调，答复由网络取回", en: "the bank does not call back: its answers were fetched")
    }
    return post
  }
}

extension Probe {
  /// The fault of a callback's signature; nil if it is valid.
  fileprivate func fault(of post: CallbackRecorder.PostedCallback) -> SignatureFault? {
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
