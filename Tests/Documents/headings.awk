# The headings of Markdown files: "heading", file, anchor as links write it, text; apart by tabs.
FNR == 1 { fenced = 0; split("", seen) }
/^ *```/ { fenced = !fenced; next }
fenced { next }
/^#+ / {
  text = $0
  sub(/^#+ +/, "", text)
  sub(/ +#* *$/, "", text)
  plain = text
  gsub(/`/, "", plain)
  anchor = tolower(plain)
  gsub(/[!"#$%&'()*+,.\/:;<=>?@\[\\\]^{|}~]/, "", anchor)
  # Chinese punctuation, and quotes.
  gsub(/，|。|、|：|；|？|！|（|）|《|》|“|”|‘|’|…|·/, "", anchor)
  gsub(/ /, "-", anchor)
  count = seen[anchor]++
  print "heading\t" FILENAME "\t" (count ? anchor "-" count : anchor) "\t" plain
}
