# Says which link, section or rule leads nowhere, and how much was looked at.
BEGIN { FS = "\t" }

# A path without `.` and `..` in it.
function plain(path,   parts, kept, count, depth, place, result) {
  count = split(path, parts, "/")
  depth = 0
  for (place = 1; place <= count; place++) {
    if (parts[place] == "" || parts[place] == ".") continue
    if (parts[place] == "..") { if (depth > 0) depth--; continue }
    kept[++depth] = parts[place]
  }
  result = ""
  for (place = 1; place <= depth; place++) result = result (place > 1 ? "/" : "") kept[place]
  return result
}

function fail(where, what) { print where ": " what; failed = 1 }

$1 == "file" { isFile[$2] = 1; folder = $2; while (sub(/\/[^\/]*$/, "", folder)) isFile[folder] = 1; next }
$1 == "heading" { isAnchor[$2 "#" $3] = 1; isHeading[$2 "\t" $4] = 1; next }
{ facts[++count] = $0 }

END {
  for (place = 1; place <= count; place++) {
    split(facts[place], fact, "\t")
    if (fact[1] == "link") {
      links++
      target = fact[4]
      anchor = ""
      if (match(target, /#/)) { anchor = substr(target, RSTART + 1); target = substr(target, 1, RSTART - 1) }
      folder = fact[3]
      if (!sub(/\/[^\/]*$/, "", folder)) folder = ""
      path = target == "" ? fact[3] : plain(folder "/" target)
      if (!(path in isFile)) fail(fact[2], "no file " path)
      else if (anchor != "" && path ~ /\.md$/ && !(path "#" anchor in isAnchor)) fail(fact[2], path " has no heading #" anchor)
    } else if (fact[1] == "section") {
      sections++
      if (!(fact[3] in isFile)) fail(fact[2], "no document " fact[3])
      else if (!(fact[3] "\t" fact[4] in isHeading)) fail(fact[2], fact[3] " has no heading \"" fact[4] "\"")
    } else if (fact[1] == "rule") {
      rules++
      found = 0
      for (heading in isHeading) if (index(heading, "docs/rules.md\tRule " fact[3] ". ") == 1) found = 1
      if (!found) fail(fact[2], "docs/rules.md has no rule " fact[3])
    } else if (fact[1] == "unnamed") {
      fail(fact[2], "\"" fact[3] "\" names no document and heading, as in (docs/facts.md, \"The report\")")
    }
  }
  if (failed) exit 1
  print "documents: " links + 0 " links, " sections + 0 " sections and " rules + 0 " rules lead somewhere"
}
