# SPDX-License-Identifier: GPL-3.0-or-later
"""How many challenges programs read, and whether people can."""
import argparse
import os
import subprocess

from bench_support import Row
from captcha_readers import shares_read

PICTURES, CLIPS = 1000, 300
CONFUSABLE = "0O1Il"


def arguments_for(tools, kind, count):
    return argparse.Namespace(program=str(tools.bench / "bench_captcha"), kind=kind, count=count, first=1,
                              jobs=os.cpu_count() or 1, show=False, keep=None)


def picture(tools):
    arguments = arguments_for(tools, "picture", PICTURES)
    full, full_single = shares_read(arguments, "full", tools.folder)
    plain, _ = shares_read(arguments, "plain", tools.folder)
    print(f"  Tesseract reads {full_single:.0%} of the single letters of distorted pictures")
    yield Row("picture challenge, read by Tesseract", f"{full:.1%} of {PICTURES:,}", "1 %", full <= 0.01)
    yield Row("picture challenge, undistorted control", f"{plain:.1%} of {PICTURES:,}", "99 %", plain >= 0.99)
    said = subprocess.run([tools.bench / "bench_captcha", "contrast", str(PICTURES)], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.split()
    letters, contrast = said[0], float(said[1])
    yield Row("picture challenge, contrast", f"{contrast:.1f} at the lowest", "4.5", contrast >= 4.5)
    yield Row("picture challenge, alphabet", letters, "no 0 O 1 I l", not set(CONFUSABLE) & set(letters))


def clip(tools):
    arguments = arguments_for(tools, "clip", CLIPS)
    full, full_single = shares_read(arguments, "full", tools.folder)
    plain, plain_single = shares_read(arguments, "plain", tools.folder)
    yield Row("spoken challenge, read by pocketsphinx", f"{full:.1%} of {CLIPS}, {full_single:.0%} of the digits",
              "1 %", full <= 0.01)
    # Of whole clips it reads few even when they are clean: a row of digits that it hears apart shows that it listens.
    yield Row("spoken challenge, clean control", f"{plain:.1%} of {CLIPS}, {plain_single:.0%} of the digits",
              "70 % of the digits", plain_single >= 0.7)


GROUPS = [
    (picture, "picture challenge, read by Tesseract | undistorted control | contrast | alphabet"),
    (clip, "spoken challenge, read by pocketsphinx | clean control"),
]
