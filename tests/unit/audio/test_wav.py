"""assistant.wav: exact, readable at any moment, clear when the disk is full."""

import subprocess
import sys

import numpy as np
import pytest
import soundfile

from duologue.audio.wav import MAX_SAMPLES, WavWriter
from duologue.core.errors import EXIT_FAILED, OutputError


def test_the_file_is_complete_after_each_write(tmp_path):
    path = tmp_path / "a.wav"
    rng = np.random.default_rng(1)
    sound = rng.uniform(-1, 1, 12000).astype(np.float32)
    with WavWriter(path) as wav:
        assert len(soundfile.read(path)[0]) == 0
        for start in range(0, 12000, 4800):
            wav.write(sound[start : start + 4800])
            read, rate_hz = soundfile.read(path, dtype="float32")
            assert rate_hz == 24000
            assert len(read) == wav.samples == min(start + 4800, 12000)
            np.testing.assert_allclose(read, sound[: len(read)], atol=1e-4)
    info = soundfile.info(path)
    assert (info.subtype, info.channels, info.frames) == ("PCM_16", 1, 12000)


@pytest.mark.parametrize("samples", [0, 1, 4799, 4800, 100_003])
def test_finish_makes_it_exactly_so_long(tmp_path, samples):
    path = tmp_path / "a.wav"
    wav = WavWriter(path)
    wav.write(np.full(4800, 0.5, np.float32))
    wav.finish(samples)
    read, _ = soundfile.read(path, dtype="int16")
    assert len(read) == samples
    assert path.stat().st_size == 44 + 2 * samples
    assert np.all(read[:4800] == 16384)
    assert not np.any(read[4800:])


def test_silence_is_digital_zero_and_loud_values_are_clipped(tmp_path):
    path = tmp_path / "a.wav"
    with WavWriter(path) as wav:
        wav.write(np.array([0.0, 2.0, -2.0, 1.0], np.float32))
    assert soundfile.read(path, dtype="int16")[0].tolist() == [0, 32767, -32767, 32767]


def test_a_folder_that_is_missing_is_reported(tmp_path):
    with pytest.raises(OutputError, match="cannot be written") as caught:
        WavWriter(tmp_path / "none" / "a.wav")
    assert caught.value.exit_status == EXIT_FAILED


def test_the_largest_size_is_a_clear_end(tmp_path):
    with WavWriter(tmp_path / "a.wav") as wav:
        wav._samples = MAX_SAMPLES - 1
        with pytest.raises(OutputError, match="largest size"):
            wav.write(np.zeros(2, np.float32))


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from duologue.audio.wav import WavWriter
from duologue.core.errors import OutputError

resource.setrlimit(resource.RLIMIT_FSIZE, (20_001, 20_001))
wav = WavWriter(Path(sys.argv[1]))
try:
    for _ in range(10):
        wav.write(np.full(4800, 0.5, np.float32))
except OutputError as error:
    sys.stdout.write(f"{wav.samples} {error.message}")
wav.close()
"""


def test_what_fits_on_a_full_disk_is_kept(tmp_path):
    path = tmp_path / "a.wav"
    script = [sys.executable, "-c", FULL_DISK, str(path)]
    result = subprocess.run(script, capture_output=True, text=True, check=True)
    samples, message = result.stdout.split(" ", 1)
    assert "could not be written beyond 0.4 s" in message
    assert int(samples) == 9600
    read, _ = soundfile.read(path, dtype="int16")
    assert np.all(read[:9600] == 16384)
