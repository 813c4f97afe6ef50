# The words of an engine that a file names in its code, by the facts of the first file. Comments may name it.
FNR == NR { if (split($0, fact, "\t") && fact[1] == "word" && fact[2] == target) words[fact[3]] = 1; next }
FNR == 1 { for (word in words) isAny = 1 }
!isAny { exit }
/^[ \t]*\/\// { next }
{
  text = tolower($0)
  for (word in words) if (index(text, word)) print "named\t" target "\t" word "\t" FILENAME ":" FNR
}
