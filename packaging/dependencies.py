"""What a built program needs of a Debian system, as the field Depends: python packaging/dependencies.py FOLDER

Every library that a file of the folder names and that is not in the folder is looked for on this machine; the package
that owns it is needed. One that this machine lacks belongs to a part that then is not used; it is named on stderr.
"""

import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LOADED = ("libportaudio.so.2",)
"""Libraries that are opened by name while the program runs."""
_DYNAMIC, _LOAD, _NEEDED, _STRINGS = 2, 1, 1, 5
"""Kinds of program headers and of entries of the dynamic section."""
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\0")


def needed_by(data: bytes) -> Iterator[str]:
    """The libraries that a 64-bit little-endian ELF file names; none if it is no such file."""
    if data[:6] != b"\x7fELF\x02\x01":
        return
    at, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQQQ", data, at + size * number) for number in range(count)]
    loads = [(address, offset, length) for kind, _, offset, address, _, length, *_ in headers if kind == _LOAD]
    for kind, _, offset, _, _, length, *_ in headers:
        if kind != _DYNAMIC:
            continue
        entries = list(struct.iter_unpack("<qQ", data[offset : offset + length - length % 16]))
        strings = next(value for tag, value in entries if tag == _STRINGS)
        base = next(o + strings - a for a, o, n in loads if a <= strings < a + n)
        for tag, value in entries:
            if tag == _NEEDED:
                yield data[base + value : data.index(b"\0", base + value)].decode()


def known_libraries() -> dict[str, str]:
    """Name of each library that the loader of this machine finds -> its path."""
    said = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in said.splitlines() if "=>" in line]
    return {line[0]: line[-1] for line in reversed(lines)}


def package_of(path: str) -> str:
    """The Debian package that owns a file, "" if none does."""
    real = str(Path(path).resolve())
    for place in (path, real, path.removeprefix("/usr"), real.removeprefix("/usr")):
        said = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        if said.returncode == 0:
            return said.stdout.partition(":")[0]
    return ""


def main(folder: Path) -> None:
    """Prints the field."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    shipped = {path.name for path in folder.rglob("*")}
    wanted, glibc = set(LOADED), 0
    for path in files:
        data = path.read_bytes() if ".so" in path.name or not path.suffix else b""
        wanted.update(needed_by(data))
        glibc = max([glibc, *map(int, _GLIBC.findall(data))]) if data[:4] == b"\x7fELF" else glibc
    known = known_libraries()
    packages = set()
    for name in sorted(wanted - shipped):
        package = package_of(known[name]) if name in known else ""
        if not package:
            sys.stderr.write(f"dependencies: {name} is not on this machine; what needs it is not used\n")
        elif package != "libc6":
            packages.add(package)
    sys.stdout.write(", ".join([f"libc6 (>= 2.{glibc})", *sorted(packages)]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
