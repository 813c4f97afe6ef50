/// A fault whose message is a list of problems, one a line.
public protocol ListFault: Fault {}
