#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many challenges programs read (SPEC section 11): Tesseract the pictures, pocketsphinx the clips.

    captcha_readers.py --program build/release/bin/bench_captcha [--kind picture|clip] [--count 1000] [--first 1]

Distorted: at most 1 in 100 read whole. Undistorted control of the pictures: at least 99 in 100; of the clips,
since pocketsphinx misreads even clean ones, only the share of digits is told. Seeds are the numbers from
--first on. Status 1 when a bar is missed. The clips need /usr/bin/python3 before 3.13 (audioop).
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile
import wave

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
GRAMMAR = f"#JSGF V1.0;\ngrammar digits;\npublic <digits> = ( {' | '.join(WORDS)} )+ ;\n"


def read_by_tesseract(picture):
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    text = subprocess.run(["tesseract", str(picture), "-", "--psm", "7"], env=environment, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout
    return "".join(text.decode("utf-8", "replace").split()).upper()


def read_by_pocketsphinx(clip):
    import audioop  # pylint: disable=import-outside-toplevel,deprecated-module
    with wave.open(str(clip)) as source:
        samples, _ = audioop.ratecv(source.readframes(source.getnframes()), 2, 1, source.getframerate(), 16000, None)
    slower, grammar = clip.with_suffix(".16k.wav"), clip.parent / "digits.gram"
    with wave.open(str(slower), "wb") as target:
        target.setparams((1, 2, 16000, 0, "NONE", ""))
        target.writeframes(samples)
    text = subprocess.run(["pocketsphinx_continuous", "-infile", str(slower), "-jsgf", str(grammar)], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120).stdout.decode()
    return "".join(str(WORDS.index(word)) for word in text.split() if word in WORDS)


def shares_read(arguments, distortion, scratch):
    """Shares of whole challenges and of single characters that were read."""
    folder = pathlib.Path(arguments.keep or scratch) / arguments.kind / distortion
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([arguments.program, arguments.kind, distortion, str(folder), str(arguments.count),
                    str(arguments.first)], check=True)
    files = sorted(folder.glob("*-??????.*"))
    (folder / "digits.gram").write_text(GRAMMAR, encoding="ascii")
    read = read_by_tesseract if arguments.kind == "picture" else read_by_pocketsphinx
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        texts = list(pool.map(read, files))
    whole = single = 0
    for file, text in zip(files, texts):
        answer = file.stem.split("-")[1]
        whole += text == answer
        single += sum(block.size for block in difflib.SequenceMatcher(None, answer, text).get_matching_blocks())
        if arguments.show:
            print(arguments.kind, distortion, answer, text, "read" if text == answer else "")
    return whole / len(files), single / len(files) / 6


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--kind", choices=["picture", "clip"], default="picture")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", action="store_true", help="each text that was read")
    parser.add_argument("--keep", help="folder that keeps the files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        full, full_single = shares_read(arguments, "full", scratch)
        plain, plain_single = shares_read(arguments, "plain", scratch)
    print(f"{arguments.kind}: {full:.2%} read whole (bar 1 %), {full_single:.0%} of the characters; "
          f"undistorted {plain:.2%} whole, {plain_single:.0%} of the characters")
    return 0 if full <= 0.01 and (arguments.kind == "clip" or plain >= 0.99) else 1


if __name__ == "__main__":
    sys.exit(main())
