"""Holds the reference tables complete, in both languages: every fault's code, every policy and every setting of the
sources stands in them, and nothing else does. usage: reference.py [FOLDER_OF_THE_PACKAGE]

A fault's code is what a `var code: String` gives, or what is handed over as `code: "..."`. The codes that go over the
wire (`WireCode`, `SignatureFault`) are those of Protocol/openapi.yaml, and stand there.
"""

import re
import sys
from pathlib import Path

PROPERTY = re.compile(r"\bvar code: String \{")
ARGUMENT = re.compile(r'\bcode: "([a-z]+(?:_[a-z]+)*)"')
LITERAL = re.compile(r'"([a-z]+(?:_[a-z]+)*)"')
POLICIES = re.compile(r"enum Policy: String.*?\{(.*?)\bvar name", re.S)
CASE = re.compile(r'^ *case (\w+)(?: = "([\w-]+)")?$', re.M)
READING = re.compile(r"extension (\w+)Settings \{.*?section\.allow\(\[(.*?)\]\)", re.S)
VARIABLE = re.compile(r'"((?:CHAKA|XDG)_[A-Z_]+)"')


def body(text, begin):
    """What stands between the brace before `begin` and its own closing one."""
    depth, end = 1, begin
    while depth and end < len(text):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[begin:end]


def codes_of(text):
    found = set(ARGUMENT.findall(text))
    for match in PROPERTY.finditer(text):
        found.update(LITERAL.findall(body(text, match.end())))
    return found


def policies_of(text):
    return {value or name for cases in POLICIES.findall(text) for name, value in CASE.findall(cases)}


def settings_of(text):
    """The last words of the settings, `callbackPort` of `engine.callbackPort`, and the variables of the environment."""
    keys = {key for _, keys in READING.findall(text) for key in re.findall(r'"(\w+)"', keys)}
    return keys | set(VARIABLE.findall(text))


def in_sources(package, reading):
    files = [path for folder in ("Sources", "Registry") for path in sorted((package / folder).rglob("*.swift"))]
    return set().union(*(reading(path.read_text(encoding="utf-8")) for path in files))


def rows(page):
    return re.findall(r"^\| `([a-z_-]+)` \|", page, re.M)


def words(page):
    """Every setting and variable that a page names in its tables; of `service.watch.port` the group in it, too."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    first = " ".join(line.split("|")[1] for line in lines)
    settings = [part for name in re.findall(r"`([\w.]*\.\w+)`", first) for part in name.split(".")[1:] if part]
    return re.findall(r"\b(?:CHAKA|XDG)_[A-Z_]+\b", " ".join(lines)) + settings


def problems(package):
    for name, reading, named in (
        ("errors", codes_of, rows), ("policies", policies_of, rows), ("settings", settings_of, words),
    ):
        known = in_sources(package, reading)
        for page in (name + ".md", name + ".zh.md"):
            found = named((package / "docs/reference" / page).read_text(encoding="utf-8"))
            for what, wrong in (
                ("is missing", known - set(found)),
                ("is in no source", set(found) - known),
                ("stands twice", {one for one in found if named is rows and found.count(one) > 1}),
            ):
                yield from ("docs/reference/%s: %s %s" % (page, one, what) for one in sorted(wrong))


def main():
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    found = list(problems(package))
    print("\n".join(found) if found else "reference: every code, policy and setting stands in both languages")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
