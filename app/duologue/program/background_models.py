"""Background models that are downloaded: offered in the dialog of the background model, fetched beside it."""

from functools import partial

import shiboken6
from PySide6.QtCore import QObject

from duologue.core.model_offers import OfferRow
from duologue.core.paths import Paths
from duologue.core.tasks import Tasks
from duologue.program import offered, sessions
from duologue.program.fetching import Fetch, Fetching
from duologue.ui.background_dialog import BackgroundDialog


class BackgroundModels(QObject):
    """Offers models in a dialog. A download goes on when that is closed, in a thread of its own."""

    def __init__(self, parent: QObject, paths: Paths, *, tasks: Tasks) -> None:
        super().__init__(parent)
        self._paths, self._tasks = paths, tasks
        self._fetching = Fetching(self, tasks=tasks)
        self._wanted: OfferRow | None = None

    def close(self) -> None:
        """Pauses what is downloaded."""
        self._fetching.close()

    def attach(self, dialog: BackgroundDialog) -> None:
        """Shows the models on offer, and lets them be downloaded."""
        dialog.download_wanted.connect(self._download)
        self._fetching.attach(dialog.download)
        self._fetching.whole.connect(partial(self._enter, dialog))
        self._tasks.spawn("background models", self._show_offers(dialog))

    def _download(self, row: OfferRow) -> None:
        self._wanted = row
        forget = partial(sessions.forget_download, self._paths.background_models / row.name)
        self._fetching.start(Fetch(row.title, partial(offered.model_download, row, self._paths), forget))

    def _enter(self, dialog: BackgroundDialog, _title: str) -> None:
        """Enters what is downloaded, so that it is used when that is saved."""
        if self._wanted is not None and shiboken6.isValid(dialog):
            dialog.enter(self._wanted)
            self._tasks.spawn("background models", self._show_offers(dialog))

    async def _show_offers(self, dialog: BackgroundDialog) -> None:
        rows = await offered.offered_models(self._paths)
        if shiboken6.isValid(dialog):
            dialog.show_offers(rows)
