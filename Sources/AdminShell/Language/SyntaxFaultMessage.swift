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
    case .invalidUTF8: Bilingual(zh: "不是有效的 UTF-8 文本", en: "Invalid UTF-8")
    case .controlCharacter(let scalar):
      Bilingual(zh: "不允许控制字符 \(scalar.codePoint)", en: "Control character \(scalar.codePoint) is not allowed")
    case .hiddenCharacter(let odd):
      Bilingual(
        zh: "文字中不能含\(odd.text.zh)，请删去", en: "Text cannot contain \(odd.text.en)")
    case .notInName(let odd):
      Bilingual(
        zh: "名称中不能有\(odd.text.zh)：只用汉字、拉丁字母、半角数字和常用标点，以免与别的名称混淆",
        en: """
          a name cannot contain \(odd.text.en): it is Chinese characters, Latin letters, digits and usual punctuation, so \
          that it passes for no other
          """)
    case .lineTooLong(let bytes):
      Bilingual(zh: "一行不能超过 \(bytes) 字节", en: "Line is longer than \(bytes) bytes")
    case .unterminatedQuote: Bilingual(zh: "引号未闭合", en: "Unclosed quote")
    case .reserved(let scalar):
      scalar == "$"
        ? Bilingual(zh: "“$”之后应为变量名；要输入 $ 本身，请用单引号", en: "Expected a name after '$'; for a literal $ use single quotes")
        : Bilingual(zh: "“\(scalar)”是保留字符，请加引号", en: "'\(scalar)' is reserved; put it in quotes")
    case .nothingToPipe: Bilingual(zh: "“|”之前没有命令", en: "Expected a command before '|'")
    case .typographicQuote(let scalar):
      Bilingual(zh: "请用英文引号 \" 或 '，不要用 \(scalar)", en: "Use straight quotes \" or ', not \(scalar)")
    case .badEscape(let scalar):
      Bilingual(
        zh: "双引号内不支持转义 \\\(scalar)；可用 \\\" \\\\ \\$ \\n \\t",
        en: "Unknown escape \\\(scalar) in double quotes; available: \\\" \\\\ \\$ \\n \\t")
    case .strayBackslash:
      Bilingual(zh: "反斜杠只能用于行尾或双引号内", en: "A backslash is allowed only at the end of a line or in double quotes")
    default: Bilingual(zh: "续行符之后缺少内容", en: "Expected another line after the \\")
    }
  }

  private var wordMessage: Bilingual {
    switch self {
    case .unknownCommand(let word): Bilingual(zh: "没有“\(word.shown)”这个命令", en: "Unknown command \"\(word.shown)\"")
    case .unknownSubject(let verb, let word, let choices):
      Bilingual(
        zh: "“\(verb)”之后没有“\(word.shown)”。可选：\(choices.joined(separator: "、"))",
        en: "Unknown \"\(word.shown)\" after \"\(verb)\". Expected one of: \(choices.joined(separator: ", "))")
    case .missingSubject(let verb, let choices):
      Bilingual(
        zh: "“\(verb)”不完整。可选：\(choices.joined(separator: "、"))",
        en: "Incomplete \"\(verb)\". Expected one of: \(choices.joined(separator: ", "))")
    case .unexpected(let word): Bilingual(zh: "多余的“\(word.shown)”", en: "Unexpected \"\(word.shown)\"")
    case .foreignClause(let clause, let command):
      Bilingual(zh: "“\(command)”没有“\(clause)”这一项", en: "\"\(command)\" does not accept \"\(clause)\"")
    case .notLoadable(let command):
      Bilingual(zh: "load 只执行编辑命令，不执行“\(command)”", en: "load accepts editing commands only, not \"\(command)\"")
    case .notPlannable(let command):
      Bilingual(
        zh: "plan、apply 和 show drift 的文件只有编辑命令、load 和 commit，没有“\(command)”",
        en: "Files for plan, apply and show drift accept editing commands, load and commit only, not \"\(command)\"")
    case .loadedTooDeep(let depth):
      Bilingual(zh: "load 的嵌套不得超过 \(depth) 层", en: "load can be nested at most \(depth) levels")
    case .unknownTopic(let topic):
      Bilingual(zh: "没有“\(topic.shown)”的帮助", en: "No help for \"\(topic.shown)\"")
    default: preconditionFailure("not about words")
    }
  }

  private var valueMessage: Bilingual {
    switch self {
    case .missing(let kind, let command):
      Bilingual(zh: "“\(command)”缺少\(kind.title.zh)", en: "\"\(command)\" needs \(kind.title.en)")
    case .missingClause(let clause, let command):
      Bilingual(zh: "“\(command)”缺少“\(clause)”", en: "\"\(command)\" needs \"\(clause)\"")
    case .missingValue(let clause): Bilingual(zh: "“\(clause)”缺少取值", en: "\"\(clause)\" needs a value")
    case .repeatedClause(let clause): Bilingual(zh: "“\(clause)”重复", en: "\"\(clause)\" is given twice")
    case .repeatedName(let name, let first) where name == first:
      Bilingual(zh: "“\(name.shown)”重复", en: "\"\(name.shown)\" is given twice")
    case .repeatedName(let name, let first):
      Bilingual(
        zh: "“\(name.shown)”和“\(first.shown)”是同一个",
        en: "\"\(name.shown)\" and \"\(first.shown)\" are the same")
    case .notA(let kind, let word):
      Bilingual(zh: "“\(word.shown)”无效，应为：\(kind.rule.zh)", en: "Invalid \"\(word.shown)\": expected \(kind.rule.en)")
    case .emptyText(let clause): Bilingual(zh: "“\(clause)”的文字不能为空", en: "The text of \"\(clause)\" is empty")
    case .textTooLong(let clause, let characters):
      Bilingual(
        zh: "“\(clause)”的文字不得超过 \(characters) 个字符",
        en: "The text of \"\(clause)\" is longer than \(characters) characters")
    default: preconditionFailure("not about values")
    }
  }
}

extension String {
  /// The text, short enough for a message, without characters that could steer a terminal.
  var shown: String { (count > 60 ? prefix(60) + "…" : self).legible }
}
