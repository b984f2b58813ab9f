#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a sentence of ui/ is missing from a catalogue, unfinished in it, or no longer used.
# Changes nothing; `translations/check_catalogue.sh --update` writes the catalogues anew for the translator.
set -eu
cd "$(dirname "$0")/.."

lupdate=$(command -v lupdate6 || true)
for candidate in /usr/lib/qt6/bin/lupdate "$(command -v lupdate || true)"; do
  [ -n "$lupdate" ] || { [ -x "$candidate" ] && lupdate=$candidate; } || true
done
[ -n "$lupdate" ] || { echo 'lupdate of Qt 6 is not installed' >&2; exit 1; }

extract() { # LANGUAGE FILE
  only=''
  [ "$1" != en ] || only='-pluralonly' # English is the source language: only its plural forms are data
  # shellcheck disable=SC2086
  "$lupdate" -silent -locations none -no-obsolete -source-language en -target-language "$1" $only ui -ts "$2"
}

status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in translations/latchkey_*.ts; do
  language=${file##*_}
  language=${language%.ts}
  if [ "${1:-}" = --update ]; then
    extract "$language" "$file"
    continue
  fi
  cp "$file" "$work/now.ts"
  extract "$language" "$work/now.ts"
  if ! diff -u "$file" "$work/now.ts"; then
    echo "$file: does not hold the sentences of the sources: translations/check_catalogue.sh --update" >&2
    status=1
  fi
  if grep -n 'type="unfinished"\|type="vanished"\|<translation></translation>\|<numerusform></numerusform>' "$file"; then
    echo "$file: has unfinished translations" >&2
    status=1
  fi
done
[ $status -ne 0 ] || echo 'catalogues: complete'
exit $status
