import Text

extension SyntaxFault {
  /// About variables, files that are included, blocks and what is watched.
  var scriptMessage: Bilingual {
    switch self {
    case .unknownVariable(let name):
      Bilingual(
        zh: "变量 $\(name.shown) 没有设定：先写 let，或用 $env.NAME 取环境变量",
        en: "the variable $\(name.shown) is not set: let comes first, and $env.NAME is the environment's")
    case .unusableVariable(let name):
      Bilingual(
        zh: "环境变量 $\(name.shown) 含有控制字符，不能使用",
        en: "the variable $\(name.shown) holds control characters and is of no use here")
    case .savedBeforeEnd: Bilingual(zh: "save 必须是最后一段", en: "nothing can follow save")
    case .includedTooDeep(let depth):
      Bilingual(zh: "include 的嵌套不得超过 \(depth) 层", en: "files include one another at most \(depth) deep")
    case .tooManyFiles(let limit):
      Bilingual(zh: "include 和 load 一共读取的文件不得超过 \(limit) 个", en: "include and load read at most \(limit) files in all")
    case .expandsTooFar(let bytes):
      Bilingual(
        zh: "变量展开后超过 \(bytes / 1_024 / 1_024) MiB", en: "variables stand for more than \(bytes / 1_024 / 1_024) MiB")
    case .notWatchable(let command):
      Bilingual(zh: "watch 只重复查看命令，不重复“\(command)”", en: "watch repeats commands that only look, not \"\(command)\"")
    case .watchesOnTerminal: Bilingual(zh: "watch 只能在终端上使用", en: "watch wants a terminal")
    case .nestedBlock: Bilingual(zh: "begin 之内不能再有 begin", en: "a block cannot begin within another")
    case .endWithoutBegin: Bilingual(zh: "end 之前没有 begin", en: "end without begin")
    case .unendedBlock: Bilingual(zh: "begin 之后没有 end：其中一条也没有执行", en: "begin without end: nothing of it was done")
    case .lastOfBlock(let command):
      Bilingual(
        zh: "begin 与 end 之间，“\(command)”只能是最后一条：之后再出错就收不回了",
        en: "between begin and end \"\(command)\" can only come last: what failed behind it could not take it back")
    default: preconditionFailure("not about scripts")
    }
  }
}
