"""Runs what the guides show, and compares it with what they say is printed.

usage: guides.py [--update] PROGRAMS PAGE...

A block of `console` is a terminal: a line that begins with `$ ` is given to a shell, as are the lines behind it that
begin with `> `; one that begins with a prompt of chaka-admin (`chaka 3*> `, or `  ... `) is typed into the console;
everything else is what is printed. A comment in front of a block, <!-- typed: A | B -->, says what a person types into
another program; {code PHONE [TIME]} is the newest SMS code of a phone in a sandbox.

Each page has a home and a terminal of its own, with the repository at ~/chaka; <!-- reader: NAME at home in FOLDER -->
says whose. What is never the same twice is compared as PATTERNS say. With --update a page that differs is written anew
with what is printed now; one that differs by the patterns alone stays as it is.
"""

import difflib
import fcntl
import os
import pty
import pwd
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COLUMNS, WORKERS = 110, 3
REPOSITORY = Path(__file__).resolve().parents[2]
READER = re.compile(r"^<!-- reader: (\S+) at home in (\S+) -->$", re.M)
FENCE = re.compile(r"(?:^<!-- typed: (?P<typed>[^\n]*) -->\n)?^```console\n(?P<body>.*?)^```$", re.M | re.S)
PROMPT = re.compile(r"^(?:chaka(?: [\d?]+)?\*?(?: \[[^\]]*\])?>|  \.\.\.) ?")
END = re.compile("\x1e(\\d+)\x1e")

# What differs from run to run, and how it is read. Pretended times (2021 and 2022) are compared to the minute.
PATTERNS = [
    (re.compile(r"\b(20(?:2[3-9]|[3-9]\d)-\d\d-\d\d)([ T]\d\d:\d\d(:\d\d(\.\d+)?)?(\+08:00)?)?"), "TIME"),
    (re.compile(r"(?<!\d)(\d\d:\d\d):\d\d(\.\d+)?"), r"\1"),
    (re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{8,64}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{4,}…"), "HASH…"),
    (re.compile(r"\b[QRPE][A-Z0-9]{16,18}\b"), "NUMBER"),
    (re.compile(r"\b\d{6}\b(?!\.)"), "CODE"),
    (re.compile(r"[A-Za-z0-9+/]{43}="), "KEY"),
    (re.compile(r"\b\d+([.,]\d+)* ?(ms|MiB)\b"), "MEASURE"),
    (re.compile(r"\[\d+:\d\d(:\d\d)?\]"), "[LEFT]"),
    (re.compile(r"─+"), "─"),
    (re.compile(r"  +"), "  "),
]


def compared(text):
    for pattern, name in PATTERNS:
        text = pattern.sub(name, text)
    return [line.rstrip() for line in text.rstrip("\n").splitlines()]


class Step:
    """A command, what is typed into it, and what the page says it prints."""

    def __init__(self, first):
        self.command, self.typed, self.printed = first, [], []


def steps_of(body, typed):
    steps, continues = [], False
    for line in body.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:]))
            continues = True
        elif continues and (line.startswith("> ") or line == ">"):
            steps[-1].command += "\n" + line[2:]
        elif not steps:
            raise SystemExit("a block of console begins with a command: " + line)
        else:
            continues = False
            steps[-1].printed.append(line)
            if PROMPT.match(line):
                steps[-1].typed.append(PROMPT.sub("", line))
    if typed is not None:
        steps[-1].typed = [answer.strip() for answer in typed.split("|")]
    return steps


def written(step, printed):
    first, *rest = step.command.split("\n")
    return "".join(line + "\n" for line in ["$ " + first, *(("> " + line).rstrip() for line in rest), *printed])


class Ports:
    """The ports of the pages (7800 to 7809) stand for some that are free here."""

    def __init__(self, text):
        self.free = {}
        held = []
        for port in sorted(set(re.findall(r"\b780\d\b", text))):
            held.append(socket.socket())
            held[-1].bind(("127.0.0.1", 0))
            self.free[port] = str(held[-1].getsockname()[1])
        for one in held:
            one.close()

    def there(self, text):
        return re.sub(r"\b780\d\b", lambda found: self.free.get(found[0], found[0]), text)

    def back(self, text):
        for port, free in self.free.items():
            text = re.sub(r"\b%s\b" % free, port, text)
        return text


class Terminal:
    """A shell on a terminal of its own. It takes commands on one pipe, and says on the terminal where each ends."""

    LOOP = "exec <>%s >&0 2>&0; while IFS= read -r -d '' line <&%d; do eval \"$line\" %d<&-; printf '\\036%%s\\036' $?; done"

    def __init__(self, programs, home, language):
        commands, self.commands = os.pipe()
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 2000, COLUMNS, 0, 0))
        environment = {
            "PATH": "%s:%s" % (programs, os.environ["PATH"]), "HOME": str(home), "TERM": "dumb", "NO_COLOR": "1",
            "LANG": "zh_CN.UTF-8" if language == "zh" else "C.UTF-8", "LC_CTYPE": "C.UTF-8", "PAGER": "cat",
        }
        self.process = subprocess.Popen(
            ["bash", "--norc", "--noprofile", "-c", self.LOOP % (os.ttyname(slave), commands, commands)],
            start_new_session=True, cwd=home, env=environment, pass_fds=[commands])
        self.unread = b""
        os.close(commands)
        self.slave = slave

    def read(self, seconds):
        """Adds what comes within so many seconds to what is not taken yet; false if nothing does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.unread += os.read(self.master, 65536)
        return True

    def run(self, command, typed, seconds=60):
        """What the terminal shows: all that is printed, and what was typed behind each prompt."""
        os.write(self.commands, command.encode() + b"\0")
        shown, limit = "", time.monotonic() + seconds
        while time.monotonic() < limit:
            is_quiet = not self.read(0.25)
            text = plain(self.unread)
            if END.search(text):
                self.unread = b""
                return shown + END.sub("", text)
            last = text.rpartition("\n")[2]
            if typed and last and (is_quiet or PROMPT.fullmatch(last)):
                shown += text
                shown += self.type(typed.pop(0)())
        raise Stuck("does not end within %d s: %s\n%s" % (seconds, command, shown + plain(self.unread)))

    def type(self, answer):
        """Types an answer, and says what of it shows."""
        os.write(self.master, answer.encode() + b"\n")
        self.unread = b""
        while b"\n" not in self.unread and self.read(5):
            pass
        echo, _, self.unread = self.unread.partition(b"\n")
        return (answer if plain(echo.rstrip(b"\r")).strip() else "") + "\n"

    def end(self):
        os.close(self.commands)
        for signalled in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, signalled)
            except ProcessLookupError:
                break
            time.sleep(0.2)
        self.process.wait()
        os.close(self.slave)
        os.close(self.master)


class Stuck(Exception):
    pass


def plain(raw):
    """What is left on a terminal of a line that was drawn several times."""
    text = re.sub(r"\r+\n", "\n", raw.decode(errors="replace"))
    return re.sub(r"^.*\r", "", text, flags=re.M)


class Page:
    """A page of a guide, run from its first block to its last."""

    def __init__(self, path, programs):
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.language = "zh" if path.suffixes[0] == ".zh" or path.parent.name == "zh" else "en"
        self.programs, self.ports = programs, Ports(self.text)
        self.home = Path(tempfile.mkdtemp(prefix="guide-")).resolve()
        (self.home / "chaka").symlink_to(REPOSITORY)
        reader = READER.search(self.text)
        self.account, self.address = reader.groups() if reader else ("wang", "/home/wang")
        self.differences, self.is_stuck = [], False

    def run(self):
        """The page as it would be written now."""
        self.terminal = Terminal(self.programs, self.home, self.language)
        try:
            return FENCE.sub(lambda block: self.block(block["body"], block["typed"], block[0]), self.text)
        except Stuck as fault:
            self.differences.append(str(fault))
            self.is_stuck = True
            return self.text
        finally:
            self.terminal.end()
            shutil.rmtree(self.home)

    def block(self, body, typed, whole):
        return whole.replace(body, "".join(self.step(step) for step in steps_of(body, typed)), 1)

    def step(self, step):
        typed = [lambda answer=answer: self.answer(answer) for answer in step.typed]
        shown = self.terminal.run(self.ports.there(step.command), typed)
        if step.command.endswith("&"):
            shown += self.started(step)
        printed = self.as_written(shown).rstrip("\n").splitlines()
        said, found = compared("\n".join(step.printed)), compared("\n".join(printed))
        if said != found:
            title = "$ " + step.command.splitlines()[0]
            self.differences.append("\n".join([title, *difflib.unified_diff(said, found, "said", "printed", "", "", 2, "")]))
        return written(step, printed)

    def started(self, step):
        """What a program in the background says within a few seconds, as many lines as the page says."""
        limit = time.monotonic() + (10 if step.printed else 2)
        while self.terminal.unread.count(b"\n") < max(1, len(step.printed)) and time.monotonic() < limit:
            self.terminal.read(0.1)
        shown, self.terminal.unread = plain(self.terminal.unread), b""
        return shown

    def answer(self, text):
        """What is typed; {code PHONE} is the newest SMS code of a phone."""
        wanted = re.fullmatch(r"\{code (\d+)(?: (\S+))?\}", text)
        if not wanted:
            return text
        options = ["--now", wanted[2]] if wanted[2] else []
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home)}
        said = subprocess.run(
            [self.programs / "chaka", "phone", "--phone", wanted[1], "--format", "json", *options],
            env=environment, capture_output=True, text=True)
        codes = re.findall(r'"code": ?"(\d+)"', said.stdout)
        if not codes:
            raise Stuck("no SMS code has come to %s: %s" % (wanted[1], said.stdout + said.stderr))
        return codes[-1]

    def as_written(self, shown):
        """The home and the account are the reader's."""
        shown = self.ports.back(shown.replace(str(self.home), self.address))
        name = pwd.getpwuid(os.getuid()).pw_name
        longer = max(0, len(self.account) - len(name))

        def replaced(found):
            blanks = found[1]
            return self.account + (blanks[longer:] if len(blanks) > longer + 1 else blanks)

        return re.sub(r"\b%s\b( *)" % re.escape(name), replaced, shown)


def check(path, programs, is_update):
    """What is to be said of a page, and whether it failed."""
    page, begun = Page(path, programs), time.monotonic()
    text = page.run()
    took = time.monotonic() - begun
    if is_update and page.differences and not page.is_stuck:
        path.write_text(text, encoding="utf-8")
        return "   written anew: %s (%.1f s)" % (path, took), False
    if page.differences:
        return "   NOT OK: %s\n%s" % (path, "\n".join(page.differences)), True
    return "   ok: %s (%.1f s)" % (path, took), False


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    programs, paths = Path(arguments[0]).resolve(), [Path(path) for path in arguments[1:]]
    failures = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        for said, failed in pool.map(lambda path: check(path, programs, "--update" in sys.argv), paths):
            print(said, flush=True)
            failures += failed
    print("%d pages, %d failed" % (len(paths), failures))
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
