"""A stand-in for the module sounddevice: devices by table, streams whose callbacks the test calls."""

from types import SimpleNamespace

import numpy as np


class PortAudioError(Exception):
    pass


class FakeStream:
    """Moves when the test says so, with callbacks of one block."""

    def __init__(self, *, device, samplerate, channels, dtype, blocksize, latency, callback, clock):
        assert dtype == "float32"
        self.device, self.rate_hz, self.channels, self.blocksize = device, samplerate, channels, blocksize
        self.latency, self.callback = latency, callback
        self.active = self.closed = False
        self.clock = clock
        self.adc_s = self.dac_s = 0.0  # since a block was, or until it is, at the device; 0: the device does not say

    @property
    def time(self):
        return self.clock()

    def start(self):
        self.active = True

    def close(self, ignore_errors=True):
        self.active, self.closed = False, True

    def deliver(self, sound, *, overflow=False):
        """The device heard sound [N]."""
        for start in range(0, len(sound), self.blocksize):
            block = np.repeat(sound[start : start + self.blocksize, None], self.channels, axis=1)
            time = SimpleNamespace(currentTime=self.time, inputBufferAdcTime=self.time - self.adc_s)
            self.callback(block, len(block), time, SimpleNamespace(input_overflow=overflow))

    def fetch(self, frames, *, underflow=False):
        """The device plays so many frames; returns them, [N]."""
        blocks = []
        for start in range(0, frames, self.blocksize):
            block = np.full((min(self.blocksize, frames - start), self.channels), np.nan, np.float32)
            time = SimpleNamespace(currentTime=self.time, outputBufferDacTime=self.time + self.dac_s)
            self.callback(block, len(block), time, SimpleNamespace(output_underflow=underflow))
            assert np.array_equal(block[:, 0], block[:, -1])
            blocks.append(block[:, 0])
        return np.concatenate(blocks)


def device(name, inputs=0, outputs=0, rate_hz=48000, hostapi=0):
    return {
        "name": name,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": float(rate_hz),
        "hostapi": hostapi,
    }


class FakePortAudio:
    """What the live devices use of sounddevice. refuse: numbers of channels, and rates, that cannot be opened.

    `connected`, where it is set, is what the next start lists. startable: whether a start succeeds.
    """

    PortAudioError = PortAudioError

    def __init__(self, devices=(), default=(0, 1), refuse=(), clock=lambda: 0.0):
        self.devices, self.refuse = list(devices), set(refuse)
        self.default = SimpleNamespace(device=default)
        self.clock = clock
        self.streams, self.starts, self.connected = [], 0, None
        self.runs, self.startable = True, True

    def _terminate(self):
        for stream in self.streams:
            assert stream.closed, "a stream is open while PortAudio ends"
        if not self.runs:
            raise PortAudioError("Error terminating PortAudio: PortAudio not initialized [PaErrorCode -10000]", -10000)
        self.runs = False

    def _initialize(self):
        if not self.startable:
            raise PortAudioError("Error initializing PortAudio: Unanticipated host error [PaErrorCode -9999]", -9999)
        self.runs = True
        self.starts += 1
        if self.connected is not None:
            self.devices = list(self.connected)

    def query_devices(self):
        return self.devices

    def _open(self, **options):
        if options["channels"] in self.refuse:
            raise PortAudioError("Invalid number of channels")
        if options["samplerate"] in self.refuse:
            raise PortAudioError("Error opening the stream: Invalid sample rate [PaErrorCode -9997]", -9997)
        self.streams.append(FakeStream(**options, clock=self.clock))
        return self.streams[-1]

    InputStream = OutputStream = _open


class FakeTime:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s
