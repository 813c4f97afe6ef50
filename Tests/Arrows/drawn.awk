# The drawn arrows: `Store -> Domain Sealing` becomes two facts.
/^```/ { inside = $0 == "```arrows"; found = found || inside; isOfDrivers = $0 == "```drivers"; next }

# Where a driver is imported: `GRDB -> Sources/Store/SQLite`; and the words of its engine, which the code of a target
# names nowhere else: `Store names sqlite pragma -> Sources/Store/SQLite`.
isOfDrivers && NF {
  for (place = 2; place <= NF && $place != "->"; place++) if (place > 2) word[++words] = $place
  if (place > NF || place > 2 && $2 != "names") {
    print "problem\tnot of a driver: " $0 "\t\t" FILENAME ":" FNR
    next
  }
  for (folder = place + 1; folder <= NF; folder++)
    if (place == 2) print "driver\t" $1 "\t" $folder "\t" FILENAME ":" FNR
    else for (each = 1; each <= words; each++) print "word\t" $1 "\t" word[each] "\t" $folder
  words = 0
  next
}

inside && NF {
  if ($2 != "->") { print "problem\tnot an arrow: " $0 "\t\t" FILENAME ":" FNR; next }
  print "line\t" $1 "\t\t" FILENAME ":" FNR
  for (place = 3; place <= NF; place++) print "drawn\t" $1 "\t" $place "\t" FILENAME ":" FNR
}
END { if (!found) print "problem\tthere is no block ```arrows\t\t" FILENAME ":1" }
