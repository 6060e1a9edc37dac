#!/usr/bin/env bash
# Sets up what is missing, then starts Duologue: bash packaging/run.sh [--setup-only | ARGUMENTS OF duologue]
# Without arguments the window opens.
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

prepare export
if [[ ${1-} == --setup-only ]]; then
    build_others
    exit
fi
exec "$venv/bin/duologue" "$@"
