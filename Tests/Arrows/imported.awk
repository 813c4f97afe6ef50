# What a file imports: `import Store`, `@testable import Store`, `import struct Foundation.Data`.
/^[ \t]*(@[a-zA-Z_]+(\([^)]*\))? +)*((public|package|internal|private|fileprivate) +)?import / {
  if ($0 ~ /@_exported/) print "problem\t" target " passes an import on\t\t" FILENAME ":" FNR
  text = $0
  sub(/^.*import +/, "", text)
  sub(/^(struct|enum|class|protocol|typealias|func|let|var) +/, "", text)
  sub(/[. \t].*$/, "", text)
  print "imported\t" target "\t" text "\t" FILENAME ":" FNR
}
