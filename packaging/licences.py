"""Collects the licences of everything that is shipped: python packaging/licences.py FOLDER BUNDLE

Run by the Python of the environment that is packaged. Writes a folder for each package with its licence texts, and
THIRD-PARTY.md, which names them all. Ends with an error if something states no licence.
"""

import json
import platform
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILDERS = frozenset({"altgraph", "duologue", "pip", "pyinstaller-hooks-contrib", "setuptools", "wheel"})
"""What builds the program and is not shipped with it."""
_GPL, _LGPL = (Path("/usr/share/common-licenses") / name for name in ("GPL-3", "LGPL-3"))
ELSEWHERE = {
    "a2ui-core": ("Apache-2.0, of github.com/google/A2UI", ROOT / "tests" / "data" / "a2ui" / "LICENSE"),
    "espeakng-loader": ("GPL-3.0-or-later, of github.com/espeak-ng/espeak-ng, whose library and data it holds", _GPL),
}
"""Packages that state nothing themselves: the licence of the project they are from, and its text."""
_NAMES = ("license", "licence", "copying", "notice", "copyright")
_NO_LICENCE = frozenset({"", "UNKNOWN"})
_LONGEST = 80
"""Characters of a stated licence; what is longer is the text itself."""


def stated(package: Distribution) -> str:
    """The licence that a package states, in a few words; "" if it states none."""
    meta = package.metadata
    given = [str(meta[key] or "") for key in ("License-Expression", "License")]
    named = [line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or [] if line.startswith("License :: ")]
    short = [text.strip() for text in given if text.strip() not in _NO_LICENCE and len(text) <= _LONGEST]
    return (short or [", ".join(named)])[0]


def texts(package: Distribution) -> list[Path]:
    """The files of a package that hold licences."""
    found = []
    for file in package.files or []:
        name = file.name.casefold()
        if name.startswith(_NAMES) and file.suffix not in {".py", ".pyc", ".pyi"}:
            path = Path(str(file.locate()))
            if path.is_file():
                found.append(path)
    return found


def of_packages(folder: Path) -> list[str]:
    """Copies the texts; a line of the list for each package."""
    lines = []
    for package in sorted(distributions(), key=lambda one: str(one.metadata["Name"]).casefold()):
        name = str(package.metadata["Name"])
        if name.casefold() in BUILDERS:
            continue
        files, licence = texts(package), stated(package)
        if not files and not licence and name in ELSEWHERE:
            licence, text = ELSEWHERE[name]
            files = [text] if text.is_file() else []
        if not files and not licence:
            raise SystemExit(f"licences: {name} {package.version} states no licence")
        for at, path in enumerate(files):
            target = folder / name / (path.name if at == 0 else f"{at}-{path.name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        lines.append(f"- {name} {package.version}: {licence or 'see its text'}")
    for text in (_LGPL, _GPL):  # whose packages state them without their text
        if text.is_file():
            (folder / text.name).write_bytes(text.read_bytes())
    return lines


def of_python(folder: Path) -> str:
    """Copies Python's own licence; its line of the list."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [Path(sys.base_prefix) / "LICENSE.txt", Path(sys.base_prefix) / "lib" / version / "LICENSE.txt"]
    places.append(Path("/usr/share/doc") / version / "copyright")
    text = next((place for place in places if place.is_file()), None)
    if text is None:
        raise SystemExit("licences: Python's own licence was not found")
    (folder / "Python").mkdir(parents=True, exist_ok=True)
    (folder / "Python" / "LICENSE.txt").write_bytes(text.read_bytes())
    return f"- Python {platform.python_version()}: Python Software Foundation License"


def of_bundle(folder: Path, bundle: Path) -> list[str]:
    """Copies what is said of the models and their data; a line for each source of the bundle."""
    (folder / "models").mkdir(parents=True, exist_ok=True)
    (folder / "models" / "CARD.md").write_bytes((ROOT / "models" / "CARD.md").read_bytes())
    entries = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))["sources"]
    return [
        f"- {entry['part']}: {entry['licence']}, {entry['holder']} "
        f"({entry['package'] or entry['file']} {entry['version']})"
        for entry in entries
    ]


def main(folder: Path, bundle: Path) -> None:
    """Writes all of it."""
    packages = [of_python(folder), *of_packages(folder)]
    text = (
        "# What Duologue is made of\n\nDuologue itself is under the Apache License 2.0 (LICENSE). It comes with these "
        "packages; the texts of their licences lie in the folders beside this file. Qt and PySide6 are used under the "
        "LGPL 3: their libraries are files of their own, which you may replace.\n\n## Packages\n\n"
        + "\n".join(packages)
        + "\n\n## Models\n\nmodels/CARD.md says what each was made from and under which licence. Sources of the "
        "bundle:\n\n" + "\n".join(of_bundle(folder, bundle)) + "\n"
    )
    (folder / "THIRD-PARTY.md").write_text(text, encoding="utf-8")
    (folder / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
    sys.stdout.write(f"licences: {len(packages)} packages\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
