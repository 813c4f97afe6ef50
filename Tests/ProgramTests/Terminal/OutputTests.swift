import Foundation
import Testing

@testable import Program

struct OutputTests {
  @Test func `a reader that has gone is no failure`() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    let output = Output(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    output.write("heard")
    #expect(try pipe.fileHandleForReading.read(upToCount: 5) == Data("heard".utf8))
    try pipe.fileHandleForReading.close()
    output.write("unheard")
    output.line()
    #expect(output.failure == nil)
  }

  @Test func `a full disk is one`() throws {
    let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let output = Output(descriptor: full.fileDescriptor)
    output.line("lost")
    #expect(output.failure == ENOSPC)
  }

  @Test func `progress that is not on a terminal has a line for each change`() throws {
    let pipe = Pipe()
    let line = StatusLine(canRedraw: false, output: Output(descriptor: pipe.fileHandleForWriting.fileDescriptor))
    for text in ["a", "a", "b"] { line.show(text) }
    line.finish()
    try pipe.fileHandleForWriting.close()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data("a\nb\n".utf8))
  }
}
