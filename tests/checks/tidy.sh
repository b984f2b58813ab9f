#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over the product's sources. $1: build folder with compile_commands.json, $2: jobs.
set -eu
# As written, without what the build compiles beforehand: another compiler's, and it hides a missing include.
database=$1/tidy
mkdir -p "$database"
sed -E 's/-Winvalid-pch|-fpch-preprocess|-include [^ ]*cmake_pch\.hxx//g' "$1/compile_commands.json" \
  >"$database/compile_commands.json"
git ls-files 'core/*.cpp' 'ui/*.cpp' 'service/*.cpp' 'app/*.cpp' |
  xargs -P "$2" -n 4 clang-tidy-16 -p "$database" --quiet \
    --extra-arg=-DBOOST_ASIO_HAS_CO_AWAIT=1 --extra-arg=-DBOOST_ASIO_HAS_STD_COROUTINE=1 \
    --extra-arg=-Wno-unknown-warning-option 2>/dev/null
