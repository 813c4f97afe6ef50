# What comments refer to: "section", file and line, document, heading; "rule", file and line, number; "unnamed", file and
# line, the words, for a reference that names no document. Apart by tabs. A comment goes on over its lines.
function flush() {
  if (block != "") look(block)
  block = ""
}

function look(text,   rest, found, document, heading, goesOn, numbers, count, place) {
  rest = text
  while (match(rest, /(docs\/[A-Za-z0-9_\/.-]*\.md|SECURITY\.md|README\.md), "[^"]*"/)) {
    found = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    document = found
    sub(/, ".*/, "", document)
    do {
      heading = found
      sub(/^[^"]*"/, "", heading)
      sub(/"$/, "", heading)
      print "section\t" FILENAME ":" begin "\t" document "\t" heading
      # Another heading of the same document.
      goesOn = match(rest, /^(,| and) "[^"]*"/)
      if (goesOn) { found = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1) }
    } while (goesOn)
  }
  rest = text
  while (match(rest, /(^|[^A-Za-z-])[Rr]ules? [0-9]+((, | and )[0-9]+)*/)) {
    found = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    gsub(/[^0-9]+/, " ", found)
    count = split(found, numbers, " ")
    for (place = 1; place <= count; place++) print "rule\t" FILENAME ":" begin "\t" numbers[place]
  }
  rest = text
  while (match(rest, /(design|facts|contract): ("|`|rule|mode|only)|(design|contract|facts|style|recipes)\.md/)) {
    found = substr(rest, RSTART, RLENGTH)
    if (substr(rest, RSTART - 5, 5) != "docs/") print "unnamed\t" FILENAME ":" begin "\t" found
    rest = substr(rest, RSTART + RLENGTH)
  }
}

FNR == 1 { flush() }
/^[ \t]*(\/\/|--|#)/ {
  if (block == "") begin = FNR
  line = $0
  sub(/^[ \t]*(\/\/\/?|--|#+) ?/, "", line)
  block = block (block == "" ? "" : " ") line
  next
}
{
  flush()
  begin = FNR
  # A comment behind code.
  if (match($0, /[ \t]\/\/+ .*/)) look(substr($0, RSTART))
}
END { flush() }
