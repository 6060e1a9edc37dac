"""What is typed goes to the bridge; where nobody takes it, it stays in the line and a notice says what to do."""

from PySide6.QtCore import QObject, Signal

from duologue.bridge.bridge import Bridge
from duologue.core.notices import Notice
from duologue.ui.composer import Composer
from duologue.ui.notices import NoticeList
from duologue.ui.words import marked, tr
from duologue.view.status import Status
from duologue.view.typed_lines import MOST

FULL = f"{MOST} typed lines are waiting, and no more can be kept."
FULL_HINT = marked("Your line stays where you typed it. Send it once Duologue has answered some of them.")
NOBODY = marked("No conversation is running, so nobody can answer.")
NOBODY_HINT = marked("Your line stays where you typed it. Start a conversation, then send it.")
CUT = marked("A line holds 2,000 characters. The rest was left out.")
CUT_HINT = marked("Send it in parts.")


def invitation(status: Status, *, hearing: bool) -> str:
    """What the empty line says. hearing: whether there is a microphone."""
    match status:
        case Status.STARTING:
            return tr("Type here – starting…")
        case Status.ENDED:
            return tr("The conversation is over")
        case Status.FAILED:
            return tr("Duologue is not running")
        case Status.MUTED:
            return tr("Type here")
        case _:
            return tr("Talk, or type here") if hearing else tr("Type here")


class Typing(QObject):
    """Joins the line with the bridge. start_wanted: emitted when a conversation is to be started."""

    start_wanted = Signal()

    def __init__(self, bridge: Bridge, composer: Composer, notices: NoticeList) -> None:
        super().__init__(composer)
        self._bridge, self._composer, self._notices = bridge, composer, notices
        composer.submitted.connect(self._submitted)
        composer.line.inputRejected.connect(self._rejected)
        bridge.started.connect(self._started)
        bridge.status_changed.connect(self._invite)
        bridge.hearing_changed.connect(self._invite)
        self._invite()

    def send(self, text: str) -> bool:
        """Hands over a line; False, and a notice, if nobody takes it."""
        if self._bridge.type_text(text):
            self._notices.withdraw(FULL)
            return True
        if self._bridge.expecting:
            self._notices.add(Notice(0.0, "warning", FULL, FULL_HINT))
        else:
            card = self._notices.add(Notice(0.0, "warning", NOBODY, NOBODY_HINT))
            if not card.buttons:
                card.add_button(tr("Start a conversation"), self._start)
        return False

    def _submitted(self, text: str) -> None:
        if self.send(text):
            self._composer.line.taken()

    def _rejected(self) -> None:
        self._notices.add(Notice(0.0, "info", CUT, CUT_HINT))

    def _start(self) -> None:
        self._notices.withdraw(NOBODY)
        self._composer.line.setFocus()
        self.start_wanted.emit()

    def _started(self) -> None:
        self._notices.withdraw(NOBODY)

    def _invite(self) -> None:
        self._composer.invite(invitation(self._bridge.status, hearing=self._bridge.hearing))
