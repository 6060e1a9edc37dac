"""The window of the translation in the program: when it opens, what it may offer, and what it needs installed."""

from functools import partial
from typing import TYPE_CHECKING

from duologue.bridge.bridge import Bridge
from duologue.core.languages import MICROPHONE
from duologue.core.notices import Mend
from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.core.translatable import Translatable
from duologue.model.contents import LANGUAGES_BUNDLE
from duologue.program import sessions
from duologue.program.models import Models
from duologue.session.worker import Worker
from duologue.ui.window import Window

if TYPE_CHECKING:
    from duologue.ui.translation.window import TranslationWindow

GOES_ON = "Duologue is still translating, as it was when it was closed."
GOES_ON_HINT = "What you say is translated and not answered."


class TranslationRoom:
    """Opens the window from the menu, and by itself when a translation begins. worker, tasks: run what takes its
    time."""

    def __init__(
        self,
        window: Window,
        bridge: Bridge,
        settings: SettingsStore,
        paths: Paths,
        models: Models,
        *,
        worker: Worker,
        tasks: Tasks,
    ) -> None:
        self._window, self._bridge, self._settings, self._paths = window, bridge, settings, paths
        self._models, self._worker, self._tasks = models, worker, tasks
        self._shown: TranslationWindow | None = None
        window.menu.translation.connect(self.show)
        window.top_bar.translation_wanted.connect(self.show)
        window.closed.connect(self.close)
        window.keys.changed.connect(self._use_keys)
        models.progressed.connect(self._show_progress)
        models.built.connect(self._built)
        settings.follow(self._mark, "mode", "translate_from")
        settings.subscribe(self._mode_changed, "mode")

    def begin(self) -> None:
        """At the start: a translation that was under way when the program was closed goes on, and is seen to."""
        if self._settings.now.mode == "translate":
            self.show()
            self._bridge.notify("info", GOES_ON, GOES_ON_HINT, about="translation", mend=Mend.TALK)

    def show(self) -> "TranslationWindow":
        """Opens the window, or brings it to the front."""
        if self._shown is None:
            self._shown = self._open()
        self._shown.come_to_front()
        self._tasks.spawn("translation", self._look())
        return self._shown

    def close(self) -> None:
        """The program ends."""
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None

    def _open(self) -> "TranslationWindow":
        from duologue.ui.translation.window import TranslationWindow  # noqa: PLC0415 - the start need not wait for it

        shown = TranslationWindow(self._bridge, self._window.theme, self._window.keys.now)
        shown.place.keep_with(lambda place: self._bridge.change_settings(translation_window=place))
        shown.install_wanted.connect(partial(self._models.build, LANGUAGES_BUNDLE))
        self._window.theme_changed.connect(shown.set_theme)
        return shown

    async def _look(self) -> None:
        """Has the window offer what can be translated now."""
        able, _ = await self._worker.run(partial(sessions.translatable, self._paths))
        self._show_able(able)

    def _show_able(self, able: Translatable) -> None:
        if self._shown is not None:
            self._shown.show_able(able)

    def _use_keys(self) -> None:
        if self._shown is not None:
            self._shown.set_keys(self._window.keys.now)

    def _mark(self, settings: Settings) -> None:
        played = settings.translate_from != MICROPHONE
        self._window.top_bar.show_translating(settings.mode == "translate", played=played)

    def _mode_changed(self, settings: Settings, _changes: object) -> None:
        if settings.mode == "translate":
            self.show()
        else:
            self._bridge.withdraw(GOES_ON)

    def _show_progress(self, name: str, text: str, fraction: float) -> None:
        if name == LANGUAGES_BUNDLE and self._shown is not None:
            self._shown.state.show_progress(text, fraction)

    def _built(self, name: str, problem: str) -> None:
        """A translation that waits for what was installed begins with it."""
        if name != LANGUAGES_BUNDLE:
            return
        if self._shown is not None:
            self._shown.state.show_end(problem)
        if not problem:
            self._tasks.spawn("translation", self._look())
            if self._settings.now.mode == "translate":
                self._bridge.change_settings(mode="conversation")
                self._bridge.change_settings(mode="translate")
