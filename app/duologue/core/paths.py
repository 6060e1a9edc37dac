"""Where things live on the user's machine. The composition root decides; everyone else is told."""

from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "DUOLOGUE_HOME"
"""Environment variable: a folder that holds data and settings instead of the user's own places."""


@dataclass(frozen=True, slots=True)
class Paths:
    """data: the user's own data. config: settings. Both are made on first use by whoever writes there."""

    data: Path
    config: Path

    @property
    def bundles(self) -> Path:
        """Model bundles, one folder each."""
        return self.data / "bundles"

    @property
    def voices(self) -> Path:
        """Voices that the user added: the files of Piper voices."""
        return self.data / "voices"

    @property
    def background_models(self) -> Path:
        """Background models that were downloaded, one folder each."""
        return self.data / "background"

    @property
    def kept(self) -> Path:
        """Lists, notes, timers and reminders."""
        return self.data / "kept.db"

    @property
    def meanings(self) -> Path:
        """What descriptions of tools mean to the model, kept to save time at the next start."""
        return self.data / "meanings.npz"

    @property
    def history(self) -> Path:
        """The conversations that were kept."""
        return self.data / "history.db"

    @property
    def recordings(self) -> Path:
        """Sound of conversations, one folder each."""
        return self.data / "recordings"

    @property
    def log(self) -> Path:
        """What the program noted about itself."""
        return self.data / "log" / "duologue.log"

    @property
    def crashes(self) -> Path:
        """Reports of how the program ended when it should not have."""
        return self.data / "crashes"

    @property
    def settings(self) -> Path:
        """The settings, as JSON."""
        return self.config / "settings.json"

    @property
    def servers(self) -> Path:
        """The MCP servers whose tools are used, in the form that other programs use."""
        return self.config / "mcp.json"


def assets_folder() -> Path:
    """Icons and the sample session: inside an installed package, else at the top of the source tree."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "assets"
    return installed if installed.is_dir() else package.parents[1] / "assets"


def shipped_bundles() -> Path | None:
    """Model bundles that an installed program brought, one folder each; None where it brought none.

    They fit this version of the program, and go with it.
    """
    shipped = Path(__file__).resolve().parents[1] / "bundles"
    return shipped if shipped.is_dir() else None
