#!/usr/bin/env bash
# Builds the installed program and its Debian package: bash packaging/build.sh
# Leaves dist/duologue/ (the folder) and dist/duologue_VERSION_ARCH.deb; work files are in build/package/.
# DUOLOGUE_BUNDLE=DIR ships that model bundle instead of the one that run.sh builds. A third of an hour on two cores.
set -euo pipefail

# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

work=$root/build/package
app=$root/dist/duologue
python=$work/venv/bin/python
log=$work/build.log
mkdir -p "$work" "$root/dist"
: >"$log"

if [[ -z ${DUOLOGUE_BUNDLE-} ]]; then
    prepare export
    DUOLOGUE_BUNDLE=$(sed -n 3p "$bundle_stamp")
fi
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/app/duologue/__init__.py")
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)
export DUOLOGUE_BUNDLE SOURCE_DATE_EPOCH DUOLOGUE_VERSION=$version

# --- the environment that is packaged: what the program needs to run, and PyInstaller ---------------------------------
say "making the environment to package ..."
find_uv
UV_PROJECT_ENVIRONMENT=$work/venv logged "$uv" sync --quiet --locked --no-install-project --project "$root" \
    --extra cpu --extra package

# --- the program as a folder -----------------------------------------------------------------------------------------
say "building the program (this takes a while; progress is in $log) ..."
logged "$python" "$root/packaging/icons.py" "$work/icons"
(cd "$root" && logged "$work/venv/bin/pyinstaller" --noconfirm --distpath "$root/dist" --workpath "$work/work" \
    "$root/packaging/duologue.spec")

# The record that says which files were found whole holds their times of change; a package keeps whole seconds of them.
shipped=$app/_internal/duologue/bundles/$(basename "$DUOLOGUE_BUNDLE")
find "$shipped" -name '.*' -type f -delete
find "$app" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
DUOLOGUE_HOME=$work/home logged "$app/duologue" models verify "$shipped" || fail "the built program does not run."
touch -d "@$SOURCE_DATE_EPOCH" "$shipped/.verified.json"

say "collecting licences ..."
rm -rf "$work/licences"
logged "$python" "$root/packaging/licences.py" "$work/licences" "$DUOLOGUE_BUNDLE" || fail "a licence is missing."

say "the program is in $app ($(du -sm "$app" | cut -f1) MB)."
if ! command -v dpkg-deb >/dev/null; then exit; fi

# --- the Debian package ----------------------------------------------------------------------------------------------
say "building the Debian package ..."
stage=$work/deb
rm -rf "$stage"
share=$stage/usr/share
install -d "$stage/DEBIAN" "$stage/opt" "$stage/usr/bin" "$share/doc/duologue"
cp -a --reflink=auto -l "$app" "$stage/opt/duologue"
ln -s /opt/duologue/duologue "$stage/usr/bin/duologue"
install -Dm644 "$root/packaging/linux/duologue.desktop" "$share/applications/duologue.desktop"
install -Dm644 "$work/icons/duologue.svg" "$share/icons/hicolor/scalable/apps/duologue.svg"
for size in 16 22 24 32 48 64 128 256 512; do
    install -Dm644 "$work/icons/${size}x$size.png" "$share/icons/hicolor/${size}x$size/apps/duologue.png"
done
install -d "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
"$app/duologue" completion bash >"$share/bash-completion/completions/duologue"
"$app/duologue" completion zsh >"$share/zsh/vendor-completions/_duologue"
"$app/duologue" completion fish >"$share/fish/vendor_completions.d/duologue.fish"
cp -r "$work/licences" "$share/doc/duologue/third-party"
install -m644 "$root/packaging/linux/copyright" "$share/doc/duologue/copyright"
install -m644 "$root/README.md" "$share/doc/duologue/README.md"
chmod -R u+rwX,go+rX,go-w "$stage"

depends=$("$python" "$root/packaging/dependencies.py" "$app" 2>>"$log")
architecture=$(dpkg --print-architecture)
cat >"$stage/DEBIAN/control" <<CONTROL
Package: duologue
Version: $version
Architecture: $architecture
Maintainer: The Duologue authors <duologue@localhost>
Installed-Size: $(du -sk "$stage" | cut -f1)
Depends: $depends
Recommends: libpulse0, libasound2-plugins, libwayland-cursor0, libwayland-egl1, fonts-dejavu-core
Suggests: gnome-keyring
Section: sound
Priority: optional
Description: voice assistant that listens and speaks at the same time
 A desktop assistant that one talks with the way one talks with a person. It
 waits through a pause, falls silent when one breaks in, and goes on when one
 only says "mm-hm". Everything runs on this machine, without an account and
 without a network. The models that it needs are part of the package.
CONTROL
(cd "$stage" && find usr opt -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$stage" -newermt "@$SOURCE_DATE_EPOCH" ! -path "$stage/opt/*" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=$root/dist/duologue_${version}_$architecture.deb
logged dpkg-deb --root-owner-group -Zzstd -z10 --build "$stage" "$package"
say "the package is $package ($(du -m "$package" | cut -f1) MB)."
