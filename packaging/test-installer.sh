#!/usr/bin/env bash
# Tries the Debian package in a system of its own, as somebody who installs it would: bash packaging/test-installer.sh
# Installs an older version, holds the sample conversation under Xvfb, upgrades, looks at settings, history and models,
# asks a typed question, and removes it. Needs root, debootstrap and Xvfb; PACKAGE=FILE.deb tries another package.
# The base system is kept in build/package/base for the next time; BASE=DIR takes one that is there already.
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

work=$root/build/package
base=${BASE:-$work/base}
system=$work/system
log=$work/test.log
package=${PACKAGE:-$(find "$root/dist" -name 'duologue_*.deb' 2>/dev/null | sort -V | tail -n 1)}
conversation_s=600
older=0.0.1
account=tester
home=/home/$account
data=$home/.local/share/duologue
settings=$home/.config/duologue/settings.json

[[ $(id -u) -eq 0 ]] || fail "this test makes a system to install into and needs root."
[[ -r $package ]] || fail "there is no package in dist/; build it with: bash packaging/build.sh"
mkdir -p "$work"
: >"$log"
missing=()
for program in debootstrap Xvfb python3; do command -v "$program" >/dev/null || missing+=("${program,,}"); done
if [[ ${#missing[@]} -gt 0 ]]; then install_packages "${missing[@]}"; fi

screen_process=
leave() {
    if [[ -n $screen_process ]]; then kill "$screen_process" 2>/dev/null || true; fi
    for place in tmp/.X11-unix dev/shm dev proc; do
        if mountpoint -q "$system/$place"; then umount "$system/$place"; fi
    done
}
trap leave EXIT

passed() { say "passed: $*"; }
check() { # check WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    "$@" >>"$log" 2>&1 || fail "failed: $what ($*); see $log"
    passed "$what"
}
inside() { chroot "$system" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { inside setpriv --reuid=$account --regid=$account --init-groups env HOME=$home DISPLAY=:"$screen" "$@"; }
monotonic() { python3 -c 'import time; print(time.perf_counter())'; }

# --- a system with nothing but Debian in it --------------------------------------------------------------------------
if [[ ! -x $base/usr/bin/dpkg ]]; then
    say "making a base system (some minutes, once) ..."
    # shellcheck disable=SC1091
    codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    logged debootstrap --variant=minbase "$codename" "$base"
fi
rm -rf --one-file-system "$system"
cp -a --reflink=auto "$base" "$system"
cp /etc/resolv.conf "$system/etc/resolv.conf"
mkdir -p "$system/tmp/.X11-unix" "$system/packages"
mount -t proc proc "$system/proc"
mount --bind /dev "$system/dev"
mount -t tmpfs tmpfs "$system/dev/shm"
Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
screen_process=$!
until [[ -s $work/display ]]; do sleep 0.2; done
screen=$(<"$work/display")
mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
inside useradd --create-home $account

# --- an older version --------------------------------------------------------------------------------------------------
say "making an older version ..."
rm -rf "$work/older"
dpkg-deb -R "$package" "$work/older"
sed -i "s/^Version: .*/Version: $older/" "$work/older/DEBIAN/control"
touch "$work/older/opt/duologue/gone-in-the-next-version"
rm "$work/older/DEBIAN/md5sums"
logged dpkg-deb --root-owner-group -Znone --build "$work/older" "$system/packages/older.deb"
rm -rf "$work/older"
ln "$package" "$system/packages/newer.deb" 2>/dev/null || cp "$package" "$system/packages/newer.deb"
version=$(dpkg-deb -f "$package" Version)

inside apt-get -q update >>"$log" 2>&1
check "installs with what it depends on" inside apt-get -q install -y --no-install-recommends /packages/older.deb
check "needs no fonts of its own" inside apt-get -q install -y --no-install-recommends fonts-dejavu-core
check "its command runs" as_user duologue --version
rm "$system/packages/older.deb"

# --- the sample conversation -------------------------------------------------------------------------------------------
say "holding the sample conversation ..."
as_user duologue --sample --results $home/out >>"$log" 2>&1 &
talking=$!
results=$system$home/out
for ((second = 0; second < conversation_s; second++)); do
    if [[ -s $results/timeline.jsonl ]] && grep -q '"type": "end"' "$results/timeline.jsonl"; then break; fi
    kill -0 $talking 2>/dev/null || fail "failed: the program ended during the conversation; see $log"
    sleep 1
done
pid=$(pgrep -f "^duologue --sample" | tail -n 1 || true)
[[ -n $pid ]] && kill -TERM "$pid"
wait $talking || true
if told=$(python3 "$root/packaging/look_at_conversation.py" "$results"); then
    passed "held the sample conversation in its window${told:+ ($told)}"
else
    fail "failed: the sample conversation in the window; see $results"
fi
check "drew its window" test -s "$results/window.png"
assets=/opt/duologue/_internal/duologue/assets
as_user duologue replay $assets/sample/session.json --out $home/replayed >>"$log" 2>&1 || fail "failed: a replay; see $log"
check "answers as it should, at its own pace" python3 "$root/packaging/look_at_conversation.py" "$system$home/replayed"

# --- what a user has ---------------------------------------------------------------------------------------------------
say "keeping what a user has ..."
as_user mkdir -p "$data/voices" "$data/bundles/mine" "$(dirname "$settings")"
as_user sh -c "printf '{\"theme\": \"dark\", \"of_a_later_version\": 1}' >$settings"
as_user sh -c "head -c 100000 /dev/urandom >$data/bundles/mine/weights.onnx; head -c 1000 /dev/urandom >$data/voices/some.onnx"
as_user duologue --start-times $home/first.json >>"$log" 2>&1 || fail "failed: a typed question; see $log"
kept=$(cd "$system$data" && find . -type f ! -name '*.log' | LC_ALL=C sort)
models=$(cd "$system$data" && sha256sum bundles/mine/* voices/*)
before=$(sha256sum <"$system$settings")

# --- upgrade -----------------------------------------------------------------------------------------------------------
check "upgrades" inside apt-get -q install -y --no-install-recommends /packages/newer.deb
check "is the new version" grep -qx "Version: $version" <(inside dpkg -s duologue)
check "leaves no file of the older version" test ! -e "$system/opt/duologue/gone-in-the-next-version"
check "every file is as packaged" inside dpkg --verify duologue
check "keeps the settings" test "$(sha256sum <"$system$settings")" = "$before"
check "keeps models and voices" test "$(cd "$system$data" && sha256sum bundles/mine/* voices/*)" = "$models"
check "keeps history, lists and timers" test "$(cd "$system$data" && find . -type f ! -name '*.log' | LC_ALL=C sort)" = "$kept"
began=$(monotonic)
as_user duologue --start-times $home/second.json >>"$log" 2>&1 || fail "failed: a typed question after the upgrade; see $log"
check "answers a typed question" test -s "$system$home/second.json"
python3 - "$system$home/second.json" "$began" <<'PYTHON' >&2
import json, os, sys
reached, began = json.load(open(sys.argv[1])), float(sys.argv[2])
told = ", ".join(f"{stage} after {at - began:.1f} s ({worked:.1f} s of processor time)" for stage, (at, worked) in reached.items())
print(f"duologue: start: {told}; load {os.getloadavg()[0]:.0f}")
PYTHON
check "still has the user's settings" grep -q '"dark"' "$system$settings"
as_user duologue doctor --json >"$work/doctor.json" 2>>"$log" || true
check "its doctor finds model, lists and disk in order" python3 - "$work/doctor.json" <<'PYTHON'
import json, sys
found = {one["about"]: one["state"] for one in json.load(open(sys.argv[1]))["findings"]}
sys.exit(any(found.get(about) != "ok" for about in ("model duologue-1", "lists and timers", "disk")))
PYTHON
check "has an entry in the desktop's menu" test -s "$system/usr/share/applications/duologue.desktop"
check "completes its commands" inside bash -c \
    'source /usr/share/bash-completion/completions/duologue; COMP_WORDS=(duologue doc); COMP_CWORD=1; _duologue
     [[ ${COMPREPLY[*]} == doctor ]]'

# --- removal -----------------------------------------------------------------------------------------------------------
inside dpkg -L duologue >"$work/files"
check "can be removed" inside apt-get -q purge -y duologue
left=$(while read -r file; do if [[ ! -d $system$file && -e $system$file ]]; then printf '%s ' "$file"; fi; done <"$work/files")
check "leaves no file behind" test -z "$left" -a ! -e "$system/opt/duologue"
check "leaves what is the user's" test "$(cd "$system$data" && sha256sum bundles/mine/* voices/*)" = "$models"
say "$(basename "$package"): $(du -m "$package" | cut -f1) MB, $(dpkg-deb -f "$package" Installed-Size | awk '{ printf "%.0f", $1 / 1024 }') MB installed."
leave
rm -rf --one-file-system "$system"
