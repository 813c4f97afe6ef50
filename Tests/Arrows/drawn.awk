# The drawn arrows: `Store -> Domain Sealing` becomes two facts.
/^```/ { inside = $0 == "```arrows"; found = found || inside; next }
inside && NF {
  if ($2 != "->") { print "problem\tnot an arrow: " $0 "\t\t" FILENAME ":" FNR; next }
  print "line\t" $1 "\t\t" FILENAME ":" FNR
  for (place = 3; place <= NF; place++) print "drawn\t" $1 "\t" $place "\t" FILENAME ":" FNR
}
END { if (!found) print "problem\tthere is no block ```arrows\t\t" FILENAME ":1" }
