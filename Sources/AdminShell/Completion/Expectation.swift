/// The words that the grammar allows after others.
struct Expectation {
  var words: [Form] = []
  var kinds: [Operand.Kind] = []
  var clauses: [Clause] = []
  /// The words of the same operand that are typed already, so that no name is offered twice.
  var given: [Word] = []

  init(after words: [Word], _ forms: [Form] = Grammar.forms) {
    let texts = words.map(\.text)
    self.words = forms.filter { $0.words.count > texts.count && $0.words.starts(with: texts) }
    let complete = forms.filter { $0.words.count <= texts.count && texts.starts(with: $0.words) }
    guard let form = complete.max(by: { $0.words.count < $1.words.count }) else { return }
    expect(words.dropFirst(form.words.count), of: form)
  }

  private mutating func expect(_ rest: ArraySlice<Word>, of form: Form) {
    let position = rest.lastIndex { $0.isBare && form.clause($0.text) != nil }
    let unused = form.clauses.filter { clause in !rest.contains { $0.isBare && $0.text == clause.keyword } }
    if let position, let clause = form.clause(rest[position].text) {
      given = Array(rest[(position + 1)...])
      let (kind, most) = (clause.operand.kind, clause.operand.most)
      if most > 0, given.count < kind.words || most == .max { kinds = [kind] }
      if most == 0 || given.count >= kind.words { clauses = unused }
    } else {
      given = Array(rest)
      kinds = form.operand(at: rest.count).map { [$0.kind] } ?? []
      if rest.count >= form.operands.reduce(0, { $0 + $1.least }) { clauses = unused }
    }
  }
}

extension Form {
  /// The operand that the next word is, after `count` words.
  func operand(at count: Int) -> Operand? {
    var first = 0
    for operand in operands {
      if operand.most == .max || count < first + operand.most { return operand }
      first += operand.most
    }
    return nil
  }
}
