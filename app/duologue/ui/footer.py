"""The figures at the bottom: where the model runs, how long its steps take, what went wrong so far."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from duologue.ui.words import marked, tr
from duologue.view.coalescing import FooterFigures

_PROVIDERS = {"CPUExecutionProvider": "CPU", "CUDAExecutionProvider": "GPU (CUDA)"}
_TOOLTIP = marked(
    "Where the model runs. Time of its 200 ms steps: half, 95 % and 99 % of them took no longer than this. "
    "Late: steps that took more than 200 ms. Gaps: moments when sound was due but missing. "
    "Lost: microphone sound that was dropped. Drift: by how much the speaker is off the microphone's clock, and how "
    "fast their clocks run apart (ppm: millionths); it is made up for. Echo: by how much the assistant's own voice is "
    "taken out of what the microphone hears."
)
_HALF_DUPLEX = marked("echo too strong: half duplex")


class Footer(QWidget):
    """Shows FooterFigures in one quiet line, which wraps where the window is narrow, to who wants to see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._loading = ""
        self._figures = FooterFigures()
        self._hearing = True
        self._label = QLabel(self)
        self._label.setObjectName("footer")
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setToolTip(tr(_TOOLTIP))
        font = self._label.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        self._label.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 7)
        row.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What is there to be seen."""
        return self._words()

    def show_loading(self, text: str) -> None:
        """Says what is being loaded, until there are figures: the page that shows it may not be seen."""
        self._loading = f"{text}…"
        self._refresh()

    def set_hearing(self, possible: bool) -> None:
        """Whether there is a microphone: without one nothing can be said about an echo."""
        self._hearing = possible

    def show_figures(self, figures: FooterFigures) -> None:
        """Takes new figures; they cost nothing while they are not seen."""
        self._figures = figures
        if figures.provider:
            self._loading = ""
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed meanwhile is shown."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self.isVisible() and (words := self._words()) != self._label.text():
            self._label.setText(words)

    def _words(self) -> str:
        figures = self._figures
        if self._loading or not figures.provider:
            return self._loading or tr("Everything runs on this machine.")
        provider = _PROVIDERS.get(figures.provider, figures.provider)
        parts = [provider]
        if figures.p99_ms > 0:
            parts.append(
                tr(
                    "step {p50_ms:.0f} / {p95_ms:.0f} / {p99_ms:.0f} ms",
                    p50_ms=figures.p50_ms,
                    p95_ms=figures.p95_ms,
                    p99_ms=figures.p99_ms,
                )
            )
        parts += [tr("late {late}", late=figures.late), tr("gaps {underruns}", underruns=figures.underruns)]
        if figures.dropped:
            parts.append(tr("lost {dropped}", dropped=figures.dropped))
        if figures.drift_ppm:
            parts.append(
                tr(
                    "drift {drift_ms:+.1f} ms ({drift_ppm:+d} ppm)",
                    drift_ms=figures.drift_ms,
                    drift_ppm=figures.drift_ppm,
                )
            )
        if self._hearing and (echo := _echo(figures)):
            parts.append(echo)
        return "   ·   ".join(parts).replace(" ms", "\u00a0ms").replace(" dB", "\u00a0dB").replace(" ppm", "\u00a0ppm")


def _echo(figures: FooterFigures) -> str:
    match figures.echo:
        case "cancelled":
            return tr("echo cancelled ({reduction_db} dB)", reduction_db=figures.reduction_db)
        case "too strong":
            return tr(_HALF_DUPLEX)
        case "headphones":
            return tr("headphones")
        case _:
            return ""
