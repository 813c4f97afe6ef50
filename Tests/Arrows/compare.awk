# Compares what is drawn, declared and imported. Every difference is a line `FILE:LINE: what`, and makes the check fail.
$1 == "problem" { fail($4, $2) }
$1 == "target" { folder[$2] = $3; order[++targets] = $2 }
$1 == "program" { isProgram[$2] = 1 }
$1 == "line" { line[$2] = $4 }
$1 == "drawn" { drawn[$2, $3] = $4; arrows[++drawings] = $2 SUBSEP $3; to[$2] = to[$2] " " $3 }
$1 == "declared" || $1 == "product" { declared[$2, $3] = $4; dependencies[++declarations] = $2 SUBSEP $3 }
$1 == "product" { isProduct[$3] = 1 }
$1 == "driver" { isDriver[$2] = 1; home[$2] = home[$2] " " $3 }
$1 == "word" { wordHome[$2, $3] = wordHome[$2, $3] " " $4 }
$1 == "named" && !isAtHome(wordHome[$2, $3], $4) { fail($4, "the code of " $2 " names " $3 " outside" wordHome[$2, $3]) }
$1 == "imported" && $3 in isDriver && $4 !~ /^Tests\// && !isAtHome(home[$3], $4) {
  fail($4, $3 " is imported outside" home[$3])
}
$1 == "imported" && !(($2, $3) in imported) { imported[$2, $3] = $4; imports[++uses] = $2 SUBSEP $3 }

END {
  for (place = 1; place <= uses; place++) judgeImport(imports[place])
  for (place = 1; place <= drawings; place++) judgeArrow(arrows[place])
  for (place = 1; place <= declarations; place++) judgeDependency(dependencies[place])
  for (name in line) if (!(name in folder)) fail(line[name], name " is no target of Package.swift")
  for (place = 1; place <= targets; place++) follow(order[place], order[place])
  exit failures > 0
}

function fail(where, what) { print where ": " what; failures++ }

# Whether a place `FILE:LINE` lies in one of some folders.
function isAtHome(folders, place,   each, count, name) {
  count = split(folders, name, " ")
  for (each = 1; each <= count; each++) if (index(place, name[each] "/") == 1) return 1
  return 0
}

# A target of the product itself: those in Tests are not drawn.
function isDrawable(name) { return name in folder && folder[name] !~ /^Tests\// }

function judgeImport(pair,   end, where) {
  split(pair, end, SUBSEP)
  where = imported[pair]
  if (!(end[2] in folder) && !(end[2] in isProduct)) return
  if (!(pair in declared)) fail(where, end[1] " imports " end[2] ", on which it does not depend in Package.swift")
  if (isDrawable(end[1]) && end[2] in folder && !(pair in drawn))
    fail(where, end[1] " imports " end[2] ", and docs/architecture.md draws no such arrow")
}

function judgeArrow(pair,   end) {
  split(pair, end, SUBSEP)
  if (!(pair in imported)) fail(drawn[pair], end[1] " -> " end[2] " is drawn, and no file of " end[1] " imports it")
}

# A program is depended on to be built, not to be imported.
function judgeDependency(pair,   end) {
  split(pair, end, SUBSEP)
  if (!(pair in imported) && !(end[2] in isProgram))
    fail(declared[pair], end[1] " depends on " end[2] ", and no file of it imports it")
}

# Follows the drawn arrows; a way back to where it began is a cycle. The first that is found is told.
function follow(start, name,   ends, count, place) {
  count = split(to[name], ends, " ")
  for (place = 1; place <= count && !hasCycle; place++) {
    if (ends[place] == start) {
      hasCycle = 1
      fail(drawn[name, start], start " leads back to itself by way of " name)
    } else if (!((start, ends[place]) in seen)) {
      seen[start, ends[place]] = 1
      follow(start, ends[place])
    }
  }
}
