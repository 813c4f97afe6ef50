"""Holds docs/reference/errors.md and errors.zh.md complete: every code that a fault has in the sources stands in both
tables, and no other. usage: codes.py [--list]

A fault's code is what a `var code: String` gives, or what is handed over as `code: "..."`. The codes that go over the
wire (`WireCode`, `SignatureFault`) are those of Protocol/openapi.yaml, and stand there.
"""

import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PROPERTY = re.compile(r"\bvar code: String \{")
ARGUMENT = re.compile(r'\bcode: "([a-z]+(?:_[a-z]+)*)"')
LITERAL = re.compile(r'"([a-z]+(?:_[a-z]+)*)"')
ROW = re.compile(r"^\| `([a-z_]+)` \|", re.M)


def body(text, begin):
    """What stands between the brace before `begin` and its own closing one."""
    depth, end = 1, begin
    while depth:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[begin:end]


def codes_of(text):
    found = set(ARGUMENT.findall(text))
    for match in PROPERTY.finditer(text):
        found.update(LITERAL.findall(body(text, match.end())))
    return found


def codes_in_sources():
    files = [path for folder in ("Sources", "Registry") for path in (REPOSITORY / folder).rglob("*.swift")]
    return set().union(*(codes_of(path.read_text(encoding="utf-8")) for path in files))


def main():
    known = codes_in_sources()
    if "--list" in sys.argv:
        print("\n".join(sorted(known)))
        return
    failed = False
    for name in ("errors.md", "errors.zh.md"):
        rows = ROW.findall((REPOSITORY / "docs/reference" / name).read_text(encoding="utf-8"))
        for what, codes in (
            ("is missing", known - set(rows)),
            ("is no fault's code", set(rows) - known),
            ("stands twice", {code for code in rows if rows.count(code) > 1}),
        ):
            for code in sorted(codes):
                failed = True
                print("docs/reference/%s: %s %s" % (name, code, what))
    sys.exit(failed)


if __name__ == "__main__":
    main()
