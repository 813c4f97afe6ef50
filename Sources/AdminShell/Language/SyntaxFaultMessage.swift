import Domain
import Program
import Text

extension SyntaxFault {
  /// One line for each fault; what takes more is said below, by subject.
  public var message: Bilingual {
    switch self {
    case .invalidUTF8: Bilingual(zh: "不是有效的 UTF-8 文本", en: "Invalid UTF-8")
    case .controlCharacter(let scalar): Self.control(scalar)
    case .lineTooLong(let bytes): Bilingual(zh: "一行超过 \(bytes) 字节", en: "Line is longer than \(bytes) bytes")
    case .unterminatedQuote: Bilingual(zh: "引号未闭合", en: "Unclosed quote")
    case .reserved(let scalar): Self.reserved(scalar)
    case .typographicQuote(let scalar):
      Bilingual(zh: "请用英文引号 \" 或 '，不要用 \(scalar)", en: "Use straight quotes \" or ', not \(scalar)")
    case .badEscape(let scalar): Self.escape(scalar)
    case .strayBackslash:
      Bilingual(zh: "反斜杠只能用于行尾或双引号内", en: "A backslash is allowed only at the end of a line or in double quotes")
    case .nothingFollows: Bilingual(zh: "续行符 \\ 之后缺少内容", en: "Expected another line after \\")
    case .nothingToPipe: Bilingual(zh: "“|”之前缺少命令", en: "Expected a command before '|'")
    case .unknownCommand(let word): Bilingual(zh: "没有命令“\(word.shown)”", en: "Unknown command \"\(word.shown)\"")
    case .unknownSubject(let verb, let word, let choices): Self.subject(verb, word, choices)
    case .missingSubject(let verb, let choices): Self.subject(verb, choices)
    case .unexpected(let word): Bilingual(zh: "多余的“\(word.shown)”", en: "Unexpected \"\(word.shown)\"")
    case .foreignClause(let clause, let command):
      Bilingual(zh: "“\(command)”没有“\(clause)”这一项", en: "\"\(command)\" does not take \"\(clause)\"")
    case .missing(let kind, let command):
      Bilingual(zh: "“\(command)”缺少\(kind.title.zh)", en: "\"\(command)\" needs \(kind.title.en)")
    case .missingSetting(let policy):
      Bilingual(
        zh: "“set \(policy.name)”缺少取值，应为：\(policy.rule.zh)",
        en: "\"set \(policy.name)\" needs a value: \(policy.rule.en)")
    case .missingClause(let clause, let command):
      Bilingual(zh: "“\(command)”缺少“\(clause)”", en: "\"\(command)\" needs \"\(clause)\"")
    case .missingValue(let clause): Bilingual(zh: "“\(clause)”缺少取值", en: "\"\(clause)\" needs a value")
    case .repeatedClause(let clause): Bilingual(zh: "“\(clause)”重复", en: "\"\(clause)\" is given twice")
    case .repeatedName(let name, let first): Self.repeated(name, first)
    case .notA(let kind, let word):
      Bilingual(zh: "“\(word.shown)”无效，应为：\(kind.rule.zh)", en: "Invalid \"\(word.shown)\": expected \(kind.rule.en)")
    case .emptyText(let clause): Bilingual(zh: "“\(clause)”的文字不能为空", en: "The text of \"\(clause)\" is empty")
    case .textTooLong(let clause, let characters): Self.long(clause, characters)
    case .hiddenCharacter(let odd):
      Bilingual(zh: "文字中不能有\(odd.text.zh)，请删去", en: "Text cannot contain \(odd.text.en)")
    case .notInName(let odd): Self.name(odd)
    case .notLoadable(let command):
      Bilingual(zh: "load 的文件只能有编辑命令，不能有“\(command)”", en: "load accepts editing commands only, not \"\(command)\"")
    case .notPlannable(let command): Self.planned(command)
    case .loadedTooDeep(let depth): Self.deep("load", depth)
    case .unknownTopic(let topic): Bilingual(zh: "没有“\(topic.shown)”的帮助", en: "No help for \"\(topic.shown)\"")
    case .unknownVariable(let name): Self.variable(name.shown)
    case .unusableVariable(let name):
      Bilingual(
        zh: "环境变量 $\(name.shown) 含有控制字符，不能使用", en: "$\(name.shown) contains control characters and cannot be used")
    case .savedBeforeEnd: Bilingual(zh: "save 必须在最后", en: "save must come last")
    case .includedTooDeep(let depth): Self.deep("include", depth)
    case .tooManyFiles(let limit): Self.files(limit)
    case .expandsTooFar(let bytes): Self.expansion(mebibytes: bytes / 1_024 / 1_024)
    case .notWatchable(let command): Self.watched(command)
    case .watchesOnTerminal: Bilingual(zh: "watch 只能在终端上使用", en: "watch works only on a terminal")
    case .nestedBlock: Bilingual(zh: "begin 不能嵌套", en: "begin cannot be nested")
    case .endWithoutBegin: Bilingual(zh: "end 缺少对应的 begin", en: "end without begin")
    case .unendedBlock: Bilingual(zh: "begin 缺少对应的 end，其中的命令均未执行", en: "begin without end; none of its commands ran")
    case .lastOfBlock(let command): Self.last(command)
    }
  }
}

// MARK: Characters

extension SyntaxFault {
  private static func control(_ scalar: Unicode.Scalar) -> Bilingual {
    Bilingual(zh: "不允许控制字符 \(scalar.codePoint)", en: "Control character \(scalar.codePoint) is not allowed")
  }

  private static func reserved(_ scalar: Unicode.Scalar) -> Bilingual {
    scalar == "$"
      ? Bilingual(zh: "“$”之后应为变量名；要输入 $ 本身，请用单引号", en: "Expected a name after '$'; for a literal $ use single quotes")
      : Bilingual(zh: "“\(scalar)”是保留字符，请加引号", en: "'\(scalar)' is reserved; put it in quotes")
  }

  private static func escape(_ scalar: Unicode.Scalar) -> Bilingual {
    Bilingual(
      zh: "双引号内不支持转义 \\\(scalar)；可用 \\\" \\\\ \\$ \\n \\t",
      en: "Unknown escape \\\(scalar) in double quotes; available: \\\" \\\\ \\$ \\n \\t")
  }

  private static func name(_ odd: OddCharacter) -> Bilingual {
    Bilingual(
      zh: "名称中不能有\(odd.text.zh)：只用汉字、拉丁字母、半角数字和常用标点，以免与别的名称混淆",
      en: """
        A name cannot contain \(odd.text.en): use Chinese characters, Latin letters, digits and usual punctuation, so that \
        it is not mistaken for another
        """)
  }
}

// MARK: Words and values

extension SyntaxFault {
  private static func subject(_ verb: String, _ word: String, _ choices: [String]) -> Bilingual {
    Bilingual(
      zh: "“\(verb)”之后没有“\(word.shown)”。可选：\(choices.joined(separator: "、"))",
      en: "Unknown \"\(word.shown)\" after \"\(verb)\". Expected one of: \(choices.joined(separator: ", "))")
  }

  private static func subject(_ verb: String, _ choices: [String]) -> Bilingual {
    Bilingual(
      zh: "“\(verb)”不完整。可选：\(choices.joined(separator: "、"))",
      en: "Incomplete \"\(verb)\". Expected one of: \(choices.joined(separator: ", "))")
  }

  private static func repeated(_ name: String, _ first: String) -> Bilingual {
    name == first
      ? Bilingual(zh: "“\(name.shown)”重复", en: "\"\(name.shown)\" is given twice")
      : Bilingual(
        zh: "“\(name.shown)”和“\(first.shown)”是同一个",
        en: "\"\(name.shown)\" and \"\(first.shown)\" are the same")
  }

  private static func long(_ clause: String, _ characters: Int) -> Bilingual {
    Bilingual(
      zh: "“\(clause)”的文字超过 \(characters) 个字符",
      en: "The text of \"\(clause)\" is longer than \(characters) characters")
  }
}

// MARK: Variables, files and blocks

extension SyntaxFault {
  private static func variable(_ name: String) -> Bilingual {
    Bilingual(
      zh: "变量 $\(name) 未定义。请先用 let \(name) ... 定义，或用 $env.\(name) 取环境变量",
      en: "$\(name) is not set. Use `let \(name) ...`, or $env.\(name)")
  }

  private static func planned(_ command: String) -> Bilingual {
    Bilingual(
      zh: "plan、apply 和 show drift 的文件只能有编辑命令、load 和 commit，不能有“\(command)”",
      en: "Files for plan, apply and show drift accept editing commands, load and commit only, not \"\(command)\"")
  }

  private static func deep(_ command: String, _ depth: Int) -> Bilingual {
    Bilingual(zh: "\(command) 的嵌套超过 \(depth) 层", en: "\(command) can be nested at most \(depth) levels")
  }

  private static func files(_ limit: Int) -> Bilingual {
    Bilingual(
      zh: "include 和 load 读取的文件超过 \(limit) 个", en: "include and load can read at most \(limit) files in total")
  }

  private static func expansion(mebibytes: Int) -> Bilingual {
    Bilingual(zh: "变量展开后超过 \(mebibytes) MiB", en: "Variables expand to more than \(mebibytes) MiB")
  }

  private static func watched(_ command: String) -> Bilingual {
    Bilingual(
      zh: "watch 只能用于查看类命令，不能用于“\(command)”",
      en: "watch works only with commands that show something, not with \"\(command)\"")
  }

  private static func last(_ command: String) -> Bilingual {
    Bilingual(
      zh: "“\(command)”必须是 begin 与 end 之间的最后一条命令",
      en: "\"\(command)\" must be the last command of a block")
  }
}

extension String {
  /// The text, short enough for a message, without characters that could steer a terminal.
  public var shown: String { (count > 60 ? prefix(60) + "…" : self).legible }
}
