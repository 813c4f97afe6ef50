import Text

extension SyntaxFault {
  /// The messages about variables, included files, blocks and watched commands.
  var scriptMessage: Bilingual {
    switch self {
    case .unknownVariable(let name):
      Bilingual(
        zh: "变量 $\(name.shown) 未定义。请先用 let \(name.shown) ... 定义，或用 $env.\(name.shown) 取环境变量",
        en: "$\(name.shown) is not set. Use `let \(name.shown) ...`, or $env.\(name.shown)")
    case .unusableVariable(let name):
      Bilingual(
        zh: "环境变量 $\(name.shown) 含有控制字符，不能使用",
        en: "$\(name.shown) contains control characters and cannot be used")
    case .savedBeforeEnd: Bilingual(zh: "save 必须在最后", en: "save must come last")
    case .includedTooDeep(let depth):
      Bilingual(zh: "include 的嵌套不得超过 \(depth) 层", en: "include can be nested at most \(depth) levels")
    case .tooManyFiles(let limit):
      Bilingual(
        zh: "include 和 load 一共读取的文件不得超过 \(limit) 个", en: "include and load can read at most \(limit) files in total")
    case .expandsTooFar(let bytes):
      Bilingual(
        zh: "变量展开后超过 \(bytes / 1_024 / 1_024) MiB", en: "variables expand to more than \(bytes / 1_024 / 1_024) MiB")
    case .notWatchable(let command):
      Bilingual(
        zh: "watch 只能用于查看类命令，不能用于“\(command)”",
        en: "watch works only with commands that show something, not with \"\(command)\"")
    case .watchesOnTerminal: Bilingual(zh: "watch 只能在终端上使用", en: "watch works only on a terminal")
    case .nestedBlock: Bilingual(zh: "begin 不能嵌套", en: "begin cannot be nested")
    case .endWithoutBegin: Bilingual(zh: "end 缺少对应的 begin", en: "end without begin")
    case .unendedBlock: Bilingual(zh: "begin 缺少对应的 end，其中的命令均未执行", en: "begin without end; none of its commands ran")
    case .lastOfBlock(let command):
      Bilingual(
        zh: "“\(command)”必须是 begin 与 end 之间的最后一条命令：之后出错将无法撤回",
        en: "\"\(command)\" must be the last command of a block")
    default: preconditionFailure("not about scripts")
    }
  }
}
