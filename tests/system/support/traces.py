# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs leave on the disk, searched for a secret however it is spelled."""
import base64
import os
import pathlib
import stat


def spellings(secret):
    plain = secret.encode()
    found = {"plain": plain, "UTF-16 LE": secret.encode("utf-16-le"), "UTF-16 BE": secret.encode("utf-16-be"),
             "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode()}
    for before in range(3):  # the part of a base64 text that does not depend on what stands around
        whole = base64.b64encode(b"\0" * before + plain).rstrip(b"=")
        part = whole[(before * 8 + 5) // 6:(before + len(plain)) * 8 // 6]
        found[f"base64 at {before}"] = part
        found[f"base64url at {before}"] = part.replace(b"+", b"-").replace(b"/", b"_")
    return found


def files_with(secret, folders, beside=()):
    """(path, spelling) of every file that holds it; not in the folders of `beside`, where it belongs."""
    needles = spellings(secret)
    found, read = [], 0
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if any(path.is_relative_to(other) for other in beside):
                continue
            try:
                if not stat.S_ISREG(os.lstat(path).st_mode):
                    continue
                content = path.read_bytes()
            except FileNotFoundError:  # a temporary one
                continue
            read += 1
            found += [(str(path), form) for form, needle in needles.items() if needle in content]
    if not read:
        raise AssertionError(f"no file was read in {[str(folder) for folder in folders]}")
    return found
