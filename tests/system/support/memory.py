# SPDX-License-Identifier: GPL-3.0-or-later
"""What a running program has in its memory: the dump that a debugger would take, without the debugger."""
import re

LARGEST = 512 * 1024 * 1024  # of one mapping; what is larger is address space, not memory


def regions(process):
    """(address, bytes, name) of everything that can be read, as far as it is there."""
    with open(f"/proc/{process}/maps", encoding="utf-8") as table, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in table:
            fields = line.split(maxsplit=5)
            start, end = (int(part, 16) for part in fields[0].split("-"))
            name = fields[5].strip() if len(fields) > 5 else ""
            # Guard pages of locked memory cannot be read by permission; a dump has what is between them.
            if not fields[1].startswith("r") or end - start > LARGEST or name in ("[vvar]", "[vsyscall]"):
                continue
            try:
                memory.seek(start)
                yield start, memory.read(end - start), name
            except OSError:
                continue


def copies(process, secret):
    """Every place where the text stands in UTF-8 or UTF-16, each as a line for a person."""
    needles = {"UTF-8": secret.encode(), "UTF-16": secret.encode("utf-16-le")}
    found = []
    for start, content, name in regions(process):
        for form, needle in needles.items():
            at = content.find(needle)
            while at >= 0:
                around = content[max(at - 48, 0):at + len(needle) + 48]
                found.append(f"{form} at {start + at:#x} in {name or 'anonymous memory'}: {around!r}")
                at = content.find(needle, at + 1)
    return found


def matches(process, pattern):
    """The distinct texts in memory that fit the pattern of bytes."""
    expression = re.compile(pattern)
    return {match.group() for _, content, _ in regions(process) for match in expression.finditer(content)}
