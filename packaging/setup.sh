# shellcheck shell=bash
# Brings system libraries, uv, the Python environment (.venv) and the model bundle up to date. Sourced by run.sh and
# test.sh, which run under `set -euo pipefail`. Works with bash 3.2 and later.
#
# Quick and silent when nothing has changed: .venv/.duologue-* record what the last set-up was made from.
# Messages go to stderr, so that the output of `run.sh replay ...` stays clean. Details are in build/setup.log.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
stamp=$venv/.duologue-setup
bundle_stamp=$venv/.duologue-bundle
log=$root/build/setup.log
bundle=duologue-1
others="voices-kokoro languages"
uv_minimum=0.8.0

# Shared library (as the loader names it) and the Debian package that holds it.
libraries="
libportaudio.so.2 libportaudio2
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
"

say() {
    printf 'duologue: %s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# logged COMMAND...: runs it with its output in the log; shows the end of the log if it fails.
logged() {
    printf '\n$ %s\n' "$*" >>"$log"
    local status=0
    "$@" >>"$log" 2>&1 </dev/null || status=$?
    if [[ $status -ne 0 ]]; then
        tail -n 15 "$log" >&2
        say "'$1' ended with status $status; all of its output is in $log."
    fi
    return "$status"
}

digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

recorded() {
    [[ -r $stamp ]] && sed -n "s/^$1=//p" "$stamp"
}

# record NAME VALUE: the stamp is replaced in one move, so that an interrupted set-up leaves a whole one.
record() {
    {
        if [[ -r $stamp ]]; then sed "/^$1=/d" "$stamp"; fi
        printf '%s=%s\n' "$1" "$2"
    } >"$stamp.new"
    mv -f "$stamp.new" "$stamp"
}

# --- system ------------------------------------------------------------------------------------------------------

# What the system lacks, as Debian packages in one line.
missing_packages() {
    local known soname package
    local missing=()
    local ldconfig=/sbin/ldconfig
    if [[ -x $ldconfig ]]; then
        known=$("$ldconfig" -p)
        while read -r soname package; do
            [[ -z $soname || $known == *"$soname "* ]] || missing+=("$package")
        done <<<"$libraries"
        compgen -G '/usr/share/fonts/*' >/dev/null || missing+=(fonts-dejavu-core)
        if [[ " $extras " == *' dev '* ]]; then
            command -v pulseaudio >/dev/null || missing+=(pulseaudio)
            command -v pactl >/dev/null || missing+=(pulseaudio-utils)
            command -v Xvfb >/dev/null || missing+=(xvfb)
            command -v dbus-daemon >/dev/null || missing+=(dbus)
            compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null || missing+=(libasound2-plugins)
        fi
    fi
    printf '%s' "${missing[*]-}"
}

# What is still missing and for whom; "" if nothing. Compared with the record, so that what cannot be installed is tried
# once only, and again by a user who may.
still_missing() {
    local missing
    missing=$(missing_packages)
    if [[ -n $missing ]]; then printf '%s (user %s)' "$missing" "$(id -u)"; fi
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# install_packages PACKAGE...: with apt where there is one and we may; otherwise says what is needed and goes on.
install_packages() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120)
    if ! command -v apt-get >/dev/null; then
        say "this system lacks libraries that Debian calls: $*. Please install them; going on without."
        return
    fi
    if [[ $(id -u) -ne 0 ]] && ! command -v sudo >/dev/null; then
        say "system packages are missing and there is no sudo. As root, run: apt-get install $*. Going on without."
        return
    fi
    say "installing $# system packages ($*) ..."
    if [[ $(id -u) -ne 0 && -t 0 ]]; then sudo -v || true; fi # asks for the password where it is seen
    logged as_root "${apt[@]}" update || true
    logged as_root "${apt[@]}" install -y --no-install-recommends "$@" ||
        say "the system packages could not all be installed; going on without."
}

# --- uv and the Python environment -----------------------------------------------------------------------------------

# uv_works PROGRAM: it runs and is not too old for the lock file.
uv_works() {
    local version
    version=$("$1" --version 2>/dev/null) || return 1
    version=${version#uv }
    [[ $(printf '%s\n%s\n' "$uv_minimum" "${version%% *}" | sort -V | head -n 1) == "$uv_minimum" ]]
}

# Sets uv to a uv that works: the user's own, else a private one in .venv-tools.
find_uv() {
    local tools=$root/.venv-tools
    uv=uv
    uv_works "$uv" && return
    uv=$tools/bin/uv
    uv_works "$uv" && return
    # A system Python may come without venv and pip (Debian's python3-venv).
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then install_packages python3 python3-venv ca-certificates; fi
    command -v python3 >/dev/null || fail "neither uv nor python3 was found. Please install one of them and start again."
    say "installing uv ..."
    rm -rf "$tools"
    if logged python3 -m venv "$tools"; then
        logged "$tools/bin/python" -m pip install --quiet "uv>=$uv_minimum"
    else
        rm -rf "$tools"
        logged python3 -m pip install --quiet --target "$tools" "uv>=$uv_minimum"
    fi || fail "uv could not be installed. Please install it (https://docs.astral.sh/uv) and start again."
    uv_works "$uv" || fail "uv was installed in $tools but does not run; see $log."
}

# The extra that brings ONNX Runtime: cpu; or with a working NVIDIA GPU gpu (CUDA 13 and cuDNN 9 on the system) or cuda.
runtime_extra() {
    local driver known
    driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | head -n 1) || driver=
    if [[ ! $driver =~ ^[0-9]+\. || $(uname -sm) != 'Linux x86_64' ]]; then
        printf cpu
    elif [[ ${driver%%.*} -lt 580 ]]; then
        say "the NVIDIA driver $driver is older than 580, which CUDA 13 needs; the model will run on the CPU."
        printf cpu
    else
        known=$(/sbin/ldconfig -p)
        if [[ $known == *libcudnn.so.9* && $known == *libcublasLt.so.13* && $known == *libcudart.so.13* &&
            $known == *libcufft.so.12* ]]; then
            printf gpu
        else
            printf cuda
        fi
    fi
}

# What the environment is made from. The folder is part of it because scripts in a venv name their interpreter in full.
environment_key() {
    {
        cat "$root/uv.lock" "$root/pyproject.toml"
        printf '%s\n' "$root"
        if [[ -r /proc/driver/nvidia/version ]]; then cat /proc/driver/nvidia/version; fi
        command -v nvidia-smi || true
    } | digest
}

environment_fits() {
    local extra have
    [[ -x $venv/bin/python && -x $venv/bin/duologue && $(recorded environment) == "$(environment_key)" ]] || return 1
    have=" $(recorded extras) "
    for extra in $extras; do [[ $have == *" $extra "* ]] || return 1; done
}

sync_environment() {
    local uv runtime extra wanted chosen options=()
    wanted=" $extras $(recorded extras || true) " # what an earlier set-up brought stays: run.sh keeps the tests' extra
    find_uv
    runtime=$(runtime_extra)
    chosen=$runtime
    for extra in export dev; do
        if [[ $wanted == *" $extra "* ]]; then chosen+=" $extra"; fi
    done
    for extra in $chosen; do options+=(--extra "$extra"); done
    if [[ -r $stamp && $(recorded root) != "$root" ]]; then rm -rf "$venv"; fi # its scripts name the old folder
    say "installing the Python packages for '$runtime' (the first time this takes some minutes) ..."
    # Only one of the ONNX Runtime packages may be there: the extras exclude each other and the sync removes the rest.
    export UV_PROJECT_ENVIRONMENT=$venv
    unset VIRTUAL_ENV
    if [[ -t 2 ]]; then
        "$uv" sync --locked --project "$root" "${options[@]}" >&2 </dev/null
    else
        logged "$uv" sync --quiet --locked --project "$root" "${options[@]}"
    fi || fail "the Python packages could not be installed; see above."
    record root "$root"
    record extras "$chosen"
    record environment "$(environment_key)"
}

# --- the model bundle ------------------------------------------------------------------------------------------------

# What the bundle is made from: trained weights and builder; and whose it is.
bundle_key() {
    {
        find "$root/models" "$root/app/duologue/model/voice" -type f \( -path '*/weights/*' -o -path '*/export/*.py' -o \
            -name build.py -o -name onnx_file.py -o -name piper_parts.py \) |
            LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat
        printf '%s\n' "${HOME-}" "${XDG_DATA_HOME-}" "${DUOLOGUE_HOME-}"
    } | digest
}

# Names and sizes of the files in the folder of the bundle, and its manifest.
bundle_state() {
    (cd "$1" && find . -type f ! -name '.*' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 wc -c && cat bundle.json) | digest
}

# It was built from this, and no file is missing, cut short or newer than that. (Loading it checks the digests.)
bundle_fits() {
    local key state folder
    { read -r key && read -r state && read -r folder; } 2>/dev/null <"$bundle_stamp" || return 1
    [[ -r $folder/bundle.json && $key == "$(bundle_key)" && $state == "$(bundle_state "$folder")" ]] || return 1
    [[ -z $(find "$folder" -type f ! -name '.*' -newer "$bundle_stamp") ]]
}

build_bundle() {
    local folder
    say "building the model bundle $bundle ..."
    "$venv/bin/duologue" models build "$bundle" >&2 </dev/null || fail "the model bundle could not be built; see above."
    folder=$("$venv/bin/python" -c "
import sys
from duologue.cli import user_paths
sys.stdout.write(str(user_paths().bundles / '$bundle'))")
    printf '%s\n' "$(bundle_key)" "$(bundle_state "$folder")" "$folder" >"$bundle_stamp"
}

# Builds every further bundle there is, so that nothing is left to fetch; a plain start builds what English needs.
build_others() {
    local other
    if [[ $(recorded others || true) == "$others $(bundle_key)" ]]; then return; fi
    for other in $others; do
        say "building the bundle $other ..."
        "$venv/bin/duologue" models build "$other" >&2 </dev/null || fail "the bundle $other could not be built; see above."
    done
    record others "$others $(bundle_key)"
}

# --- all of it -------------------------------------------------------------------------------------------------------

set_up() {
    local missing
    if [[ $(still_missing) != "$(recorded missing || true)" ]]; then
        missing=$(missing_packages)
        # shellcheck disable=SC2086  # a list of names
        if [[ -n $missing ]]; then install_packages $missing; fi
    fi
    environment_fits || sync_environment
    record missing "$(still_missing)"
    bundle_fits || build_bundle
}

is_set_up() {
    environment_fits && [[ $(still_missing) == "$(recorded missing)" ]] && bundle_fits
}

# prepare EXTRA...: makes the environment hold these extras beside the one for ONNX Runtime. One set-up at a time.
prepare() {
    extras="$*"
    if is_set_up; then return; fi
    mkdir -p "$root/build"
    (
        if command -v flock >/dev/null && ! flock -n 9; then
            say "another set-up is running; waiting for it ..."
            flock 9
        fi
        if is_set_up; then exit; fi
        : >"$log"
        set_up
    ) 9>"$root/build/setup.lock"
}
