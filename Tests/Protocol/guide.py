"""Runs the commands of a guide for bank developers, one after the other in one shell, and compares what they print.

usage: guide.py GUIDE     (in the repository's top folder; the programs are built)

A block of `sh` is run; a block of `text` right behind it says lines that have to be printed, in any order, `…` standing
for anything. CHAKA_GUIDE_SKIP names a word: blocks that carry it (such as ```sh certify) are left out.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)[ ]?(\w*)\n(.*?)^```$", re.M | re.S)


def steps(text):
    """(command, word, lines that it prints) of each step."""
    found = []
    for kind, word, body in BLOCK.findall(text):
        if kind == "sh":
            found.append((body, word, []))
        elif kind == "text":
            found[-1][2].extend(body.splitlines())
    return found


def on_free_ports(text):
    """The guide's ports are taken on nobody's machine but its reader's."""
    held = []
    for port in sorted(set(re.findall(r"\b7[89]0\d\b", text))):
        held.append(socket.socket())
        held[-1].bind(("127.0.0.1", 0))
        text = re.sub(r"\b%s\b" % port, str(held[-1].getsockname()[1]), text)
    for one in held:
        one.close()
    return text


class Shell:
    def __init__(self):
        self.process = subprocess.Popen(
            ["bash"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )

    def run(self, command):
        """Status and output. What is started in the background has a moment to say that it listens."""
        wait = "sleep 1.5" if re.search(r"&\s*$", command) else ":"
        text = "failed=; trap 'failed=$?' ERR\n%s\nlast=$?; trap - ERR; %s; echo; echo \"@@ ${failed:-$last}\"\n"
        self.process.stdin.write((text % (command, wait)).encode())
        self.process.stdin.flush()
        lines = []
        while True:
            line = self.process.stdout.readline().decode()
            if line.startswith("@@ ") or not line:
                return int(line[3:] or 1) if line else 1, "".join(lines)
            lines.append(line)

    def end(self):
        """Ends the shell and all that it started, and takes its folder away."""
        self.run('rm -rf "$work"')
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def missing(expected, output):
    lines = output.splitlines()

    def is_printed(line):
        pattern = ".*".join(re.escape(part) for part in line.rstrip("\n").split("…"))
        return any(re.search(pattern, printed) for printed in lines)

    return [line for line in expected if line.strip() and not is_printed(line)]


def main():
    skipped = os.environ.get("CHAKA_GUIDE_SKIP", "")
    shell, failed, passed, left = Shell(), 0, 0, 0
    try:
        for command, word, expected in steps(on_free_ports(Path(sys.argv[1]).read_text(encoding="utf-8"))):
            title = command.strip().splitlines()[0]
            if word and word == skipped:
                left += 1
                print("   left out: " + title)
                continue
            status, output = shell.run(command)
            lost = missing(expected, output)
            if status == 0 and not lost:
                passed += 1
                print("   ok: " + title)
            else:
                failed += 1
                print("   NOT OK: %s\n%s\nexit status %d" % (title, output, status))
                print("".join("missing: %s\n" % line for line in lost))
    finally:
        shell.end()
    print("%d passed, %d failed, %d skipped" % (passed, failed, left))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
