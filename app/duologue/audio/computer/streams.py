"""What each program plays through a PulseAudio server, or through PipeWire in its place, recorded by itself.

The server hands out every stream alone. So this process' own stream, with the assistant's voice, is left out whatever
it says, and nothing has to be subtracted; the microphone has no part in it.
"""

import ctypes
import importlib
import itertools
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from duologue.audio.computer.mixing import Mixer
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ

LOOK_S = 0.1
"""Seconds between two looks at which programs play something. So much, and the time that it takes to begin recording,
is missed of a program that begins to play."""
AGAIN_S = 2.0
"""Seconds before a server that was lost is tried again."""
PIECE_S = 0.05
"""Sound, in seconds, that the server is asked to hand over at a time."""
LOST = "What the computer plays is not heard: its sound server does not answer."
_POLL_S = 0.05
_NOBODY = 2**32 - 1
"""The client number that PulseAudio gives to a stream of its own, behind which there is no program."""
_READERS = ("speech-dispatcher", "sd_")
"""How the programs begin that read a screen aloud: they would be heard reading what was just written down."""
_WHOLE_BUFFER = 2**32 - 1


@dataclass(frozen=True, slots=True)
class ProgramStream:
    """A stream that a program plays. sink: where; it is recorded anew where it moves to another one."""

    index: int
    sink: int


class ProgramStreams:
    """core.devices.ComputerSound through a sound server. Listens at once, in a thread, until close()."""

    def __init__(self) -> None:
        self._mixer = Mixer()
        self._over = threading.Event()
        self.problem = ""
        threading.Thread(target=self._run, name="computer sound", daemon=True).start()

    def take(self, count: int) -> Samples:
        """The next `count` samples at 16 kHz; zeros while nothing is played."""
        return self._mixer.take(count)

    def close(self) -> None:
        """Stops listening; does not wait for a server that hangs."""
        self._over.set()

    def _run(self) -> None:
        pulsectl, binding = (importlib.import_module(name) for name in ("pulsectl", "pulsectl._pulsectl"))
        while not self._over.is_set():
            try:
                with pulsectl.Pulse("duologue", connect=False) as pulse:
                    pulse.connect()
                    self.problem = ""
                    self._follow(pulse)
            except (pulsectl.PulseError, binding.pa.CallError):
                self.problem = LOST
                self._over.wait(AGAIN_S)

    def _follow(self, pulse: Any) -> None:
        """Records what is played until it is closed. Raises PulseError or CallError: the server was lost."""
        recorders: dict[ProgramStream, _Recorder] = {}
        looks = round(LOOK_S / _POLL_S)
        try:
            for turn in itertools.count():
                if turn % looks == 0:
                    self._look(pulse, recorders)
                pulse._pulse_poll(_POLL_S)  # there is no other way to have its streams deliver
                if self._over.is_set():
                    break
        finally:
            for stream, recorder in recorders.items():
                recorder.close()
                self._mixer.end(stream)

    def _look(self, pulse: Any, recorders: "dict[ProgramStream, _Recorder]") -> None:
        listed = pulse.sink_input_list()
        playing = {ProgramStream(each.index, each.sink) for each in listed if of_others(each.client, each.proplist)}
        for stream in recorders.keys() - playing:
            recorders.pop(stream).close()
            self._mixer.end(stream)
        for stream in playing - recorders.keys():
            recorders[stream] = _Recorder(pulse, stream, self._mixer)


def of_others(client: int, about: Mapping[str, str]) -> bool:
    """Whether what plays is another program's: not this process, not the server itself, which hands on what came from
    programs, and nothing that reads a screen aloud. about: the properties of its stream."""
    if client == _NOBODY or "node.link-group" in about:
        return False
    program = about.get("application.process.binary", "")
    reads = about.get("media.role") == "a11y" or program.startswith(_READERS)
    return not reads and about.get("application.process.id") != str(os.getpid())


class _Recorder:
    """Records one stream of a program. What has ended meanwhile delivers nothing."""

    def __init__(self, pulse: Any, stream: ProgramStream, mixer: Mixer) -> None:
        binding = importlib.import_module("pulsectl._pulsectl")
        self._library, self._stream, self._mixer = binding.pa, stream, mixer
        self._error = binding.pa.CallError
        self._callback = binding.PA_STREAM_REQUEST_CB_T(self._collect)  # kept: the library does not
        spec = binding.PA_SAMPLE_SPEC(format=binding.PA_SAMPLE_FLOAT32NE, rate=RATE_HZ, channels=1)
        properties = self._library.proplist_from_string('media.name="What the computer plays"')
        made = self._library.stream_new_with_proplist(pulse._ctx, "captions", ctypes.byref(spec), None, properties)
        self._library.proplist_free(properties)
        self._made = made
        try:
            monitor = pulse.sink_info(stream.sink).monitor_source
            self._library.stream_set_monitor_stream(made, stream.index)
            self._library.stream_set_read_callback(made, self._callback, None)
            pieces = binding.PA_BUFFER_ATTR(fragsize=round(PIECE_S * RATE_HZ) * 4, maxlength=_WHOLE_BUFFER)
            how = binding.PA_STREAM_DONT_MOVE | binding.PA_STREAM_ADJUST_LATENCY
            self._library.stream_connect_record(made, str(monitor).encode(), pieces, how)
        except (self._error, importlib.import_module("pulsectl").PulseError):
            self.close()  # it has just ended

    def close(self) -> None:
        """Stops recording."""
        if self._made is None:
            return
        made, self._made = self._made, None
        with suppress(self._error):  # it may have ended by itself
            self._library.stream_disconnect(made)
        self._library.stream_unref(made)

    def _collect(self, stream: Any, _size: int, _data: Any) -> None:
        """Callback, in the thread of the streams: hands on what there is."""
        buffer, size = ctypes.c_void_p(), ctypes.c_int(0)
        self._library.stream_peek(stream, buffer, ctypes.byref(size))
        if not size.value:
            return
        if buffer.value:
            sound = np.frombuffer(ctypes.string_at(buffer.value, size.value), np.float32)
        else:  # a hole
            sound = np.zeros(size.value // 4, np.float32)
        self._mixer.add(self._stream, sound)
        self._library.stream_drop(stream)
