"""Changes settings until it is killed: `python settings_writer.py FILE`. Says each change that is in the file."""

import asyncio
import sys
from pathlib import Path

from duologue.core import settings_store
from duologue.core.settings_store import SettingsStore


async def change(path: Path) -> None:
    settings_store.SAVE_EVERY_S = 0.002
    store = SettingsStore.open(path)
    number = int(store.now.place or 0)
    while True:
        number += 1
        store.set(place=str(number), searxng="x" * (number % 5000))
        while store.unsaved:  # noqa: ASYNC110 - nobody else waits for that
            await asyncio.sleep(0.0005)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(change(Path(sys.argv[1])))
