#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One fuzz target over its corpus. $1: seconds, $2: its name.
set -eu
found=build/fuzz/found/$2
mkdir -p "$found"
"build/fuzz/bin/fuzz_$2" -max_total_time="$1" -print_final_stats=0 -verbosity=0 -artifact_prefix="$found/" \
  "$found" "tests/fuzz/corpus/$2"
echo "fuzz $2: nothing found in $1 s"
