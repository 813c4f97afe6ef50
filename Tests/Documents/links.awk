# The links of Markdown files to something in the repository: "link", file and line, file, target; apart by tabs.
FNR == 1 { fenced = 0 }
/^ *```/ { fenced = !fenced; next }
fenced { next }
{
  rest = $0
  gsub(/`[^`]*`/, "`", rest)
  while (match(rest, /\]\([^)]*\)/)) {
    target = substr(rest, RSTART + 2, RLENGTH - 3)
    rest = substr(rest, RSTART + RLENGTH)
    sub(/ +".*"$/, "", target)
    gsub(/[<>]/, "", target)
    if (target !~ /^[a-z]+:/) print "link\t" FILENAME ":" FNR "\t" FILENAME "\t" target
  }
}
