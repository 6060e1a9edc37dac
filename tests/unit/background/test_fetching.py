"""How a background model on offer is fetched, and what is no model when it is there."""

from pathlib import Path

import pytest

from duologue.background import fetching
from duologue.background.fetching import model_download
from duologue.background.pulling import Pull
from duologue.core.errors import DownloadError
from duologue.hub.download import Download


def test_it_goes_to_ollama_or_into_a_folder_of_its_name(tmp_path: Path) -> None:
    assert isinstance(model_download("phi-4-mini", tmp_path, by_ollama=True), Pull)
    download = model_download("phi-4-mini", tmp_path, by_ollama=False)
    assert isinstance(download, Download)
    assert download.target == tmp_path / "phi-4-mini"


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="holds no model for onnxruntime-genai"):
        fetching._check(tmp_path)
