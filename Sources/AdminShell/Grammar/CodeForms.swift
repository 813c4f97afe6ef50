import Domain
import Text

/// Commands that treat the rollout as code: a script kept somewhere, compared and applied.
extension Grammar {
  static let codeForms: [Form] = [
    Form(
      "export", [.atMost(1, .revision)], zh: "把现行版本（或某个版本）写成脚本",
      en: "write the running rollout, or a revision, as a script",
      details: Bilingual(
        zh: "在空的数据库里执行这个脚本，就得到完全相同的状态；银行的网址、密钥和认证不在其中。",
        en: """
          Run on an empty database the script gives exactly that state back. Addresses, keys and certifications of banks are \
          not in it.
          """),
      examples: ["export", "export 3"]
    ) { .code(.export(try $0.optionalNumber(0, .revision))) },
    Form(
      "plan", [.one(.file)], zh: "一个脚本会改变什么；什么也不做", en: "what a script would change, without changing it",
      details: Bilingual(
        zh: """
          没有改动时退出状态为 0，有改动时为 2，能不能提交都一样；每次提交会因为什么被拒绝（须别人批准、认证、人数、前提条件等）也一并列出，\
          排在后面的按前面的都已提交来判断。文件可以有编辑命令、load 和 commit，此外都不行。
          """,
        en: """
          Exit status 0 where it changes nothing, 2 where it does, whether or not it can be committed. What each commit \
          would be refused for is listed, too (approval, certification, losses, preconditions and others), a later one \
          as though those before it were made. The file holds editing commands, load and commit, and nothing else.
          """),
      examples: ["plan rollout.chaka"]
    ) { .code(.plan($0.operands[0])) },
    Form(
      "apply", [.one(.file)], clauses: commitClauses, zh: "执行并提交一个脚本", en: "run a script and commit it",
      details: Bilingual(
        zh: """
          先读完整个文件再动手。文件自己的 commit 各成一次提交，它们没有说的由这里补上；其余改动最后提交一次。没有改动就成功。\
          须由别人批准的用 request apply：一个申请只是一次提交。
          """,
        en: """
          The whole file is read before anything is done. Each commit in the file is one, completed by what is said here; \
          what is left is committed at the end. Changing nothing succeeds. For what somebody else has to approve there is \
          request apply: a request is one commit.
          """),
      examples: ["apply rollout.chaka comment \"from git 1a2b3c\""]
    ) { .code(.apply($0.operands[0], try $0.commitTerms())) },
    Form(
      "show drift", [.one(.file)], zh: "现行版本与一个描述整个状态的文件有何不同",
      en: "where the running rollout differs from a file that describes the whole state",
      details: Bilingual(
        zh: "文件描述的是它从版本 0 做出的状态：没有写到的就是关闭的。有差异时退出状态为 2。",
        en: """
          The file stands for the state that it makes from revision 0: what it does not mention is closed. Exit status 2 \
          where there are differences.
          """),
      examples: ["show drift rollout.chaka"]
    ) { .code(.drift($0.operands[0])) },
  ]
}

/// What is done with the rollout as code. Files are named as written.
public enum CodeCommand: Sendable, Equatable {
  /// Nil: the running revision.
  case export(Int?)
  case plan(Word)
  case apply(Word, CommitTerms)
  case drift(Word)
}
