import AdminShell
import ConsoleProtocol
import Program

extension ConsoleManner {
  /// How the person, or program, of a call reads.
  init(_ context: ProgramContext, isInteractive: Bool) {
    self.init()
    (format, language) = (context.format, context.language)
    self.isInteractive = isInteractive
    paint = context.paint
    errorPaint = context.errorPaint
    (outputIsTerminal, outputCanRedraw) = (context.outputIsTerminal, context.outputCanRedraw)
    (errorIsTerminal, errorCanRedraw) = (context.errorIsTerminal, context.errorCanRedraw)
  }
}

extension Hello {
  init(_ context: ProgramContext, isInteractive: Bool, as operatorName: String?) {
    self.init()
    program = Program.version
    (language, format) = (context.language, context.format.rawValue)
    self.isInteractive = isInteractive
    columns = terminalColumns
    output = Hello.Screen(
      isTerminal: context.outputIsTerminal, isPainted: context.paint.isOn, canRedraw: context.outputCanRedraw)
    error = Hello.Screen(
      isTerminal: context.errorIsTerminal, isPainted: context.errorPaint.isOn, canRedraw: context.errorCanRedraw)
    pretendedOperator = operatorName
  }
}

extension ProgramContext {
  fileprivate var errorPaint: Paint {
    let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return Paint(isOn: errorIsTerminal && (colour || !outputIsTerminal && wantsColour))
  }
}

/// The width of this process's terminal; `Hello` has a `Screen` of its own.
private var terminalColumns: Int { Screen.columns }
