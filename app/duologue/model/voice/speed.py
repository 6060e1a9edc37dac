"""How fast Kokoro's voices are made on this machine while it listens: whether they are chosen by themselves."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from duologue.core.errors import BundleError
from duologue.core.microturn import InteractionModel, MicroTurn, OwnVoice
from duologue.core.timing import MIC_SAMPLES, MICROTURN_S
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE, VOICES_BUNDLE
from duologue.model.families import FAMILIES, LoadOptions
from duologue.model.voice.base import Voice
from duologue.model.voice.kokoro_voices import FAST_ENOUGH, find_kokoro, write_speed

TEXTS = (
    "Good morning! It will be sunny with a light wind from the west.",
    "I added soap to the shopping list, and I moved the meeting to Thursday at three.",
    "The bridge was closed for repairs and opened again four years later.",
)
_HISS = 0.003
"""Level of what the ears hear meanwhile."""


def measure_voices(bundles: Path) -> float:
    """Seconds that it takes to make a second of sound beside ears and core, which is kept with the voices.

    Raises:
        DuologueError: voices or model cannot be used, or what was found cannot be kept.
    """
    folder = bundles / VOICES_BUNDLE
    entry = next(iter(find_kokoro(folder).entries.values()), None)
    if entry is None:
        raise BundleError("bundle.missing", f"The voices in '{folder}' cannot be measured: there are none.")
    voice = entry.open()
    bundle = load_bundle(DEFAULT_BUNDLE, bundles)
    model, _ = FAMILIES[bundle.family].load(bundle, LoadOptions())
    factor = speed_beside(voice, model, time.perf_counter)
    write_speed(folder, factor)
    return factor


def speed_beside(voice: Voice, model: InteractionModel, clock: Callable[[], float]) -> float:
    """Seconds for a second of sound, while micro-turns go on in another thread in real time."""
    model.warm_up()
    list(voice.speak("Ready.", "en"))
    over = threading.Event()
    listening = threading.Thread(target=_listen, args=(model, over, clock), name="duologue-listening")
    listening.start()
    try:
        began, sound_s = clock(), 0.0
        for text in TEXTS:
            sound_s += sum(piece.duration_s for piece in voice.speak(text, "en"))
        return (clock() - began) / sound_s
    finally:
        over.set()
        listening.join()


def _listen(model: InteractionModel, over: threading.Event, clock: Callable[[], float]) -> None:
    rng, began, index = np.random.default_rng(0), clock(), 0
    own = OwnVoice(speaking=True, kind="response", remaining_s=1.0)
    while not over.wait(max(began + (index + 1) * MICROTURN_S - clock(), 0.0)):
        mic = rng.standard_normal(MIC_SAMPLES).astype(np.float32) * np.float32(_HISS)
        model.step(MicroTurn(index, mic, own=own))
        index += 1


def verdict(factor: float) -> str:
    """What was found, for people, in one sentence."""
    if factor <= FAST_ENOUGH:
        return f"They are made {1 / factor:.1f} times as fast as they are heard, and speak from the next start on."
    return (
        f"They are made {1 / factor:.1f} times as fast as they are heard, which is too slow to speak by themselves "
        "in English here; choose one by its name."
    )
