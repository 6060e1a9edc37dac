#!/usr/bin/env bash
# Sets up what is missing, then runs every check: bash packaging/test.sh [--setup-only | ARGUMENTS OF pytest]
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

prepare export dev
if [[ ${1-} == --setup-only ]]; then exit; fi
cd "$root"

failed=()
check() {
    printf '== %s\n' "$*"
    "$venv/bin/$1" "${@:2}" || failed+=("$1 ${2-}")
}
check ruff check .
check ruff format --check .
check mypy
if [[ ${#failed[@]} -gt 0 ]]; then fail "failed: ${failed[*]}. The tests were not started."; fi

printf '== pytest %s\n' "$*"
export QT_QPA_PLATFORM=offscreen
# Two processes share the tests; bash packaging/test.sh -n 0 runs them in one.
exec "$venv/bin/python" -m pytest -n 2 --dist loadgroup "$@"
