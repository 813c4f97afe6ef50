# The targets of Package.swift with their folders, and what each depends on: targets by their names in quotes, products
# of other packages by the constants that stand for them.
/^[ \t]*\/\// { next }

# let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift"), perhaps over two lines
/^let [A-Za-z0-9]+ = Target\.Dependency\.product\(/ { constant = $2 }
constant != "" && match($0, /name: "[^"]*"/) {
  product[constant] = substr($0, RSTART + 7, RLENGTH - 8)
  constant = ""
}

/^  targets: \[$/ { inTargets = 1; next }
inTargets { read($0) }
END { finish() }

function read(text,   token) {
  while (match(text, /"[^"]*"|[A-Za-z.]+\(|[A-Za-z]+:|[A-Za-z][A-Za-z0-9]*|[][]/)) {
    token = substr(text, RSTART, RLENGTH)
    text = substr(text, RSTART + RLENGTH)
    take(token)
  }
}

function take(token) {
  if (token ~ /^(part|program|tests|\.target|\.executableTarget|\.testTarget)\($/) begin(token)
  else if (token ~ /:$/) label = substr(token, 1, length(token) - 1)
  else if (token == "[") isList = 1
  else if (token == "]") { isList = 0; label = "after" }
  else if (token ~ /^"/) takeText(substr(token, 2, length(token) - 2))
  else if (isList && isOfDependencies() && token in product) depend("product", product[token])
}

function begin(token) {
  finish()
  name = ""; label = ""; isList = 0
  folder = token ~ /[tT]est/ ? "Tests/" : "Sources/"
  path = ""
  isProgram = token == "program("
}

function isOfDependencies() { return label == "" || label == "dependencies" }

function takeText(text) {
  if (isList) { if (isOfDependencies()) depend("declared", text) }
  else if (label == "path") path = text
  else if (name == "") name = text
}

function depend(kind, of) {
  count++
  facts[count] = kind "\t" name "\t" of "\t" FILENAME ":" FNR
}

function finish(   place) {
  if (name == "") return
  print "target\t" name "\t" (path == "" ? folder name : path)
  if (isProgram) print "program\t" name
  for (place = 1; place <= count; place++) print facts[place]
  count = 0
}
