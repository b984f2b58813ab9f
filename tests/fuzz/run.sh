#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One fuzz target over its corpus. $1: seconds, $2: its name. Says a line, and all that the target said if it
# found something.
set -eu
found=build/fuzz/found/$2
said=build/fuzz/found/$2.log
mkdir -p "$found"
if "build/fuzz/bin/fuzz_$2" -max_total_time="$1" -print_final_stats=0 -verbosity=0 \
  -artifact_prefix="$found/" "$found" "tests/fuzz/corpus/$2" >"$said" 2>&1; then
  echo "fuzz $2: nothing found in $1 s"
else
  code=$?
  grep -av '^"' "$said"
  echo "fuzz $2: FOUND, see above"
  exit "$code"
fi
