import Text

extension SyntaxFault {
  public var message: Bilingual {
    switch self {
    case .invalidUTF8, .controlCharacter, .lineTooLong, .unterminatedQuote, .reserved,
      .typographicQuote, .badEscape, .strayBackslash, .nothingFollows, .nothingToPipe, .hiddenCharacter, .notInName:
      characterMessage
    case .unknownCommand, .unknownSubject, .missingSubject, .unexpected, .foreignClause, .notLoadable, .notPlannable,
      .loadedTooDeep,
      .unknownTopic:
      wordMessage
    case .missing, .missingClause, .missingValue, .repeatedClause, .repeatedName, .notA, .emptyText, .textTooLong:
      valueMessage
    case .unknownVariable, .unusableVariable, .savedBeforeEnd, .includedTooDeep, .tooManyFiles, .expandsTooFar,
      .notWatchable, .watchesOnTerminal, .nestedBlock, .endWithoutBegin, .unendedBlock, .lastOfBlock:
      scriptMessage
    }
  }

  private var characterMessage: Bilingual {
    switch self {
    case .invalidUTF8: Bilingual(zh: "不是有效的 UTF-8 文本", en: "this is not valid UTF-8")
    case .controlCharacter(let scalar):
      Bilingual(zh: "不允许控制字符 \(scalar.codePoint)", en: "control character \(scalar.codePoint) is not allowed")
    case .hiddenCharacter(let odd):
      Bilingual(
        zh: "文字中不能有\(odd.text.zh)：请删去后重试", en: "a text cannot contain \(odd.text.en): leave it out")
    case .notInName(let odd):
      Bilingual(
        zh: "名称中不能有\(odd.text.zh)：只用汉字、拉丁字母、半角数字和常用标点，以免与别的名称混淆",
        en: """
          a name cannot contain \(odd.text.en): it is Chinese characters, Latin letters, digits and usual punctuation, so \
          that it passes for no other
          """)
    case .lineTooLong(let bytes):
      Bilingual(zh: "一行不得超过 \(bytes) 字节", en: "a line is at most \(bytes) bytes long")
    case .unterminatedQuote: Bilingual(zh: "引号没有闭合", en: "the quote is not closed")
    case .reserved(let scalar):
      scalar == "$"
        ? Bilingual(zh: "“$”之后应是变量名；要写 $ 本身就放进单引号", en: "a name follows '$'; for a plain $ use single quotes")
        : Bilingual(zh: "“\(scalar)”是保留字符，请放进引号", en: "'\(scalar)' is reserved; put it in quotes")
    case .nothingToPipe: Bilingual(zh: "“|”之前没有命令", en: "no command stands before the '|'")
    case .typographicQuote(let scalar):
      Bilingual(zh: "请使用直引号 \" 或 '，不要用 \(scalar)", en: "use the straight quotes \" or ', not \(scalar)")
    case .badEscape(let scalar):
      Bilingual(
        zh: "双引号内没有转义 \\\(scalar)；可用 \\\" \\\\ \\$ \\n \\t",
        en: "\\\(scalar) means nothing in double quotes; there are \\\" \\\\ \\$ \\n \\t")
    case .strayBackslash:
      Bilingual(zh: "反斜杠只能用于行尾或双引号内", en: "a backslash stands at the end of a line or in double quotes only")
    default: Bilingual(zh: "续行符之后没有内容", en: "nothing follows the line that goes on")
    }
  }

  private var wordMessage: Bilingual {
    switch self {
    case .unknownCommand(let word): Bilingual(zh: "没有命令“\(word.shown)”", en: "there is no command \"\(word.shown)\"")
    case .unknownSubject(let verb, let word, let choices):
      Bilingual(
        zh: "“\(verb)”之后不能是“\(word.shown)”，可以是：\(choices.joined(separator: "、"))",
        en: "\"\(word.shown)\" cannot follow \"\(verb)\"; these can: \(choices.joined(separator: ", "))")
    case .missingSubject(let verb, let choices):
      Bilingual(
        zh: "“\(verb)”之后还需要：\(choices.joined(separator: "、"))",
        en: "\"\(verb)\" wants one of: \(choices.joined(separator: ", "))")
    case .unexpected(let word): Bilingual(zh: "多余的“\(word.shown)”", en: "\"\(word.shown)\" is not expected here")
    case .foreignClause(let clause, let command):
      Bilingual(zh: "“\(command)”没有子句“\(clause)”", en: "\"\(command)\" has no clause \"\(clause)\"")
    case .notLoadable(let command):
      Bilingual(zh: "load 只执行编辑命令，不执行“\(command)”", en: "load takes editing commands only, not \"\(command)\"")
    case .notPlannable(let command):
      Bilingual(
        zh: "plan、apply 和 show drift 的文件只有编辑命令、load 和 commit，没有“\(command)”",
        en: "a file for plan, apply and show drift holds editing commands, load and commit, not \"\(command)\"")
    case .loadedTooDeep(let depth):
      Bilingual(zh: "load 的嵌套不得超过 \(depth) 层", en: "files load one another at most \(depth) deep")
    case .unknownTopic(let topic):
      Bilingual(zh: "没有关于“\(topic.shown)”的帮助", en: "there is no help on \"\(topic.shown)\"")
    default: preconditionFailure("not about words")
    }
  }

  private var valueMessage: Bilingual {
    switch self {
    case .missing(let kind, let command):
      Bilingual(zh: "“\(command)”还需要\(kind.title.zh)", en: "\"\(command)\" wants \(kind.title.en)")
    case .missingClause(let clause, let command):
      Bilingual(zh: "“\(command)”还需要子句“\(clause)”", en: "\"\(command)\" wants the clause \"\(clause)\"")
    case .missingValue(let clause): Bilingual(zh: "“\(clause)”之后没有值", en: "\"\(clause)\" has no value")
    case .repeatedClause(let clause): Bilingual(zh: "子句“\(clause)”重复", en: "the clause \"\(clause)\" comes twice")
    case .repeatedName(let name, let first) where name == first:
      Bilingual(zh: "“\(name.shown)”写了两次", en: "\"\(name.shown)\" is named twice")
    case .repeatedName(let name, let first):
      Bilingual(
        zh: "“\(name.shown)”和“\(first.shown)”是同一个，写了两次",
        en: "\"\(name.shown)\" and \"\(first.shown)\" are the same; it is named twice")
    case .notA(let kind, let word):
      Bilingual(zh: "“\(word.shown)”无效，应为：\(kind.rule.zh)", en: "\"\(word.shown)\" is not \(kind.rule.en)")
    case .emptyText(let clause): Bilingual(zh: "“\(clause)”的文字不能为空", en: "the text of \"\(clause)\" is empty")
    case .textTooLong(let clause, let characters):
      Bilingual(
        zh: "“\(clause)”的文字不得超过 \(characters) 个字符",
        en: "the text of \"\(clause)\" is longer than \(characters) characters")
    default: preconditionFailure("not about values")
    }
  }
}

extension String {
  /// Short enough for a message, and nothing in it that could steer a terminal.
  var shown: String { (count > 60 ? prefix(60) + "…" : self).legible }
}
