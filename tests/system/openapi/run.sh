#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Has core/protocol/openapi.yaml judged by others: linted by Spectral, taken by Prism as a validating
# proxy. Installs both beside this file on first use (exactly package-lock.json). Status 77: no npm here.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null 2>&1; then
  echo "npm is not installed: openapi.yaml was not judged" >&2
  exit 77
fi
if [ ! -x node_modules/.bin/spectral ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --omit=optional --loglevel=error
fi
node_modules/.bin/spectral lint --ruleset .spectral.yaml --fail-severity=hint ../../../core/protocol/openapi.yaml
exec /usr/bin/python3 proxy_test.py
