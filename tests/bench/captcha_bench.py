#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many picture challenges Tesseract reads (SPEC section 11).

    captcha_bench.py --program build/dev/bin/captcha_bench [--count 1000] [--first 1] [--jobs 2]

Distorted: at most 1 in 100 read. Undistorted control: at least 99 in 100. Seeds are the numbers from
--first on. Status 1 when a bar is missed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile


def read_by_tesseract(picture):
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    text = subprocess.run(["tesseract", str(picture), "-", "--psm", "7"], env=environment, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout
    return "".join(text.decode("utf-8", "replace").split()).upper()


def share_read(program, kind, arguments, keep):
    folder = pathlib.Path(keep) / kind
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([program, str(folder), str(arguments.count), str(arguments.first), kind], check=True,
                   stdout=subprocess.DEVNULL)
    pictures = sorted(folder.glob("*.png"))
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        texts = list(pool.map(read_by_tesseract, pictures))
    expected = [picture.stem.split("-")[1] for picture in pictures]
    read = sum(text == letters for text, letters in zip(texts, expected))
    if arguments.show:
        for text, letters in zip(texts, expected):
            print(kind, letters, text, "read" if text == letters else "")
    return read / len(pictures)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", action="store_true", help="each text that was read")
    parser.add_argument("--keep", help="folder that keeps the pictures")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        keep = arguments.keep or scratch
        distorted = share_read(arguments.program, "full", arguments, keep)
        control = share_read(arguments.program, "plain", arguments, keep)
    print(f"picture challenge: {distorted:.2%} read (bar 1 %), undistorted control {control:.2%} (bar 99 %)")
    return 0 if distorted <= 0.01 and control >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
