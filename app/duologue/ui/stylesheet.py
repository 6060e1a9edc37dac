"""The style sheet: shapes and spacing of the plain widgets, in the colours of a theme."""

from string import Template

from duologue.core.paths import assets_folder
from duologue.ui.colours import Theme
from duologue.ui.text_size import USUAL_POINTS

_TEMPLATE = Template("""
* { outline: none; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }
QLabel#title { font-weight: 600; font-size: ${size_13}pt; }
QLabel#secondary, QLabel#footer { color: $secondary; }
QWidget#footerBar { border-top: 1px solid $border; }

QPushButton, QToolButton { border: 1px solid transparent; border-radius: 9px; padding: 6px 12px; color: $text; }
QToolButton { padding: 6px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton::menu-indicator { image: none; }
QPushButton { background: $surface; border-color: $outline; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QToolButton:focus { padding: 5px; }
QPushButton:disabled { color: $secondary; border-color: $border; background: transparent; }
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton#primary:focus { border: 2px solid $text; }
QPushButton#primary:disabled { background: $hover; border-color: $hover; color: $secondary; }
QPushButton#example { text-align: left; border-color: $border; border-radius: 14px; padding: 9px 14px; }
QPushButton#example:hover { border-color: $accent; background: $surface; }
QPushButton#example:focus { border: 2px solid $accent; padding: 8px 13px; }
QPushButton#newest { border-radius: 13px; padding: 5px 14px; border-color: $border; }
QPushButton#newest:focus { border: 2px solid $accent; padding: 4px 13px; }

QFrame#composer { background: $surface; border: 1px solid $border; border-radius: 16px; }
QLineEdit { background: transparent; border: none; padding: 8px 4px; color: $text; placeholder-text-color: $secondary;
            selection-background-color: $accent; selection-color: $on_accent; }
QFrame#composer[typing="true"] { border-color: $accent; }
QFrame#composer[muted="true"] { border-color: $danger; }
QToolButton#mute { border-radius: 12px; padding: 8px; background: $neutral_back; }
QToolButton#mute:hover { background: $border; }
QToolButton#mute:checked { background: $danger; color: $on_danger; padding: 8px 12px; font-weight: 600; }
QToolButton#mute:focus { border: 2px solid $accent; padding: 7px; }
QToolButton#mute:checked:focus { border: 2px solid $text; padding: 7px 11px; }
QToolButton#stop { border-radius: 12px; padding: 8px; background: $neutral_back; }
QToolButton#stop:hover { background: $border; }
QToolButton#stop:focus { border: 2px solid $accent; padding: 7px; }
QToolButton#send { border-radius: 12px; padding: 8px; background: $accent; }
QToolButton#send:disabled { background: $hover; }
QToolButton#send:focus { border: 2px solid $text; padding: 7px; }

QToolButton#camera:checked { background: $hover; }
QToolButton#camera[camera="on"] { background: $danger; }
QToolButton#camera:checked:focus { border: 2px solid $text; padding: 5px; }
QToolButton#recording, QToolButton#screen { background: $danger; }
QToolButton#recording:focus, QToolButton#screen:focus { border: 2px solid $text; padding: 5px; }
QToolButton#private { background: $neutral_back; }
QToolButton#translating { background: $blue_back; }
QToolButton#translating[played="on"] { background: $danger; }
QToolButton#translating:focus { border: 2px solid $accent; padding: 5px; }
QToolButton#private:focus { border: 2px solid $accent; padding: 5px; }
QListWidget#conversations { background: $surface; border: 1px solid $border; border-radius: 12px; padding: 4px; }
QListWidget#conversations:focus { border: 2px solid $accent; padding: 3px; }
QListWidget#conversations QLineEdit { background: $window; border: 1px solid $outline; border-radius: 6px;
                                     padding: 2px 6px; }
QLabel#cameraMark { background: $neutral_back; color: $text; border-radius: 9px; padding: 2px 8px;
                    font-size: ${size_9}pt; font-weight: 600; }
QLabel#cameraMark[camera="on"] { background: $danger; color: $on_danger; }
QToolButton#cameraClose { background: rgba(0, 0, 0, 0.55); border-radius: 11px; padding: 4px; }
QToolButton#cameraClose:hover { background: rgba(0, 0, 0, 0.8); }
QToolButton#cameraClose:focus { border: 2px solid $accent; padding: 2px; }

QTextEdit#captions { background: transparent; border: none; selection-background-color: $accent;
                     selection-color: $on_accent; }

QAbstractScrollArea#translatedLines { background: transparent; border: none; }
QWidget#translationBar { background: $window; }
QToolButton#heard[heard="on"] { background: $danger; color: $on_danger; font-weight: 600; }
QToolButton#heard[heard="on"]:focus { border: 2px solid $text; }
QWidget#translationBar QToolButton:checked { background: $user_bubble; }

QFrame#notice { border-radius: 12px; border: 1px solid $border; background: $surface; }
QFrame#notice[level="info"] { background: $blue_back; border-color: $blue_back; }
QFrame#notice[level="warning"] { background: $amber_back; border-color: $amber_back; }
QFrame#notice[level="error"] { background: $red_back; border-color: $red_back; }
QFrame#notice[level="info"] QLabel { color: $blue_fore; }
QFrame#notice[level="warning"] QLabel { color: $amber_fore; }
QFrame#notice[level="error"] QLabel { color: $red_fore; }
QFrame#notice QLabel#message { font-weight: 600; }
QFrame#notice QToolButton:hover { background: $hover; }
QFrame#notice QToolButton:focus { border-color: $text; }
QFrame#notice QPushButton { background: transparent; }

QDialog QLineEdit { background: $surface; border: 1px solid $outline; border-radius: 9px; padding: 7px 9px; }
QDialog QLineEdit:focus { border: 2px solid $accent; padding: 6px 8px; }
QDialog QPlainTextEdit, QDialog QTextBrowser, QDialog QTreeWidget {
  background: $surface; border: 1px solid $outline; border-radius: 9px; padding: 4px 6px; color: $text; }
QDialog QPlainTextEdit:focus, QDialog QTextBrowser:focus, QDialog QTreeWidget:focus {
  border: 2px solid $accent; padding: 3px 5px; }
QTreeWidget QHeaderView::section { background: transparent; color: $secondary; border: none;
  border-bottom: 1px solid $border; padding: 4px 6px; }
QTreeWidget::item { padding: 3px 0; }
QComboBox, QDialog QSpinBox { background: $surface; color: $text; border: 1px solid $outline; border-radius: 9px;
  padding: 5px 9px; }
QComboBox:hover { background: $hover; }
QComboBox:focus, QDialog QSpinBox:focus { border: 2px solid $accent; padding: 4px 8px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/style/arrow-down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 4px;
  selection-background-color: $hover; selection-color: $text; }
QDialog QSpinBox::up-button, QDialog QSpinBox::down-button { border: none; width: 22px; background: transparent; }
QDialog QSpinBox::up-arrow { image: url("$icons/style/arrow-up.svg"); width: 10px; height: 10px; }
QDialog QSpinBox::down-arrow { image: url("$icons/style/arrow-down.svg"); width: 10px; height: 10px; }
QLabel#keyName { font-weight: 600; }
QLabel#keyProblem, QLabel#problem { color: $red_fore; }
QLabel#heading { font-size: ${size_13}pt; font-weight: 600; }
QListWidget#pages { background: transparent; border: 2px solid transparent; border-radius: 10px; }
QListWidget#pages:focus { border-color: $accent; }
QListWidget#pages::item { padding: 7px 10px; border-radius: 8px; color: $text; }
QListWidget#pages::item:hover { background: $hover; }
QListWidget#pages::item:selected { background: $user_bubble; color: $text; }

QFrame#statusPill { border-radius: 13px; }
$status_rules

QScrollArea#panelScroll::corner { background: transparent; }
QScrollArea#panelScroll, QScrollArea#panelScroll > QWidget > QWidget { background: transparent; }
QFrame#panel { background: $surface; border: 1px solid $border; border-radius: 14px; }
QFrame#panel QScrollArea#panelScroll { border: 2px solid transparent; border-radius: 13px; }
QFrame#panel QScrollArea#panelScroll:focus { border-color: $accent; }
QFrame#panel QToolButton { padding: 4px; }
QFrame#panel QToolButton:focus { padding: 3px; }
QFrame#panelCard { background: transparent; }
QFrame#panelInnerCard { background: $window; border: 1px solid $border; border-radius: 10px; }
QFrame#panelPicture { background: $hover; border-radius: 8px; }
QFrame#panelMedia { background: $window; border: 1px solid $border; border-radius: 10px; }
QPushButton#borderless { background: transparent; border: none; color: $accent; padding: 4px 6px; }
QPushButton#borderless:hover { background: $hover; border-radius: 6px; }
QPushButton#borderless:focus { border: 2px solid $accent; border-radius: 6px; padding: 2px 4px; }
QPushButton#chip { padding: 4px 12px; border-radius: 13px; }
QPushButton#chip:checked { background: $accent; color: $on_accent; border-color: $accent; }
QFrame#panel QLineEdit, QFrame#panel QPlainTextEdit, QFrame#panel QDateTimeEdit {
  background: $window; border: 1px solid $outline; border-radius: 8px; padding: 5px 8px; color: $text; }
QFrame#panel QLineEdit:focus, QFrame#panel QPlainTextEdit:focus, QFrame#panel QDateTimeEdit:focus {
  border: 2px solid $accent; padding: 4px 7px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $outline;
  border-radius: 4px; background: $window; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px;
  background: $on_accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px; background: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QFrame#panel QTableView { background: $surface; alternate-background-color: $window; border: 1px solid $border;
  border-radius: 8px; gridline-color: $border; selection-background-color: $accent; selection-color: $on_accent; }
QFrame#panel QHeaderView::section { background: $hover; color: $secondary; border: none; padding: 4px 6px; }
QTabBar::tab { padding: 6px 12px; color: $secondary; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QLabel[variant="fieldLabel"] { color: $secondary; font-size: ${size_9}pt; }
QLabel[variant="error"] { color: $danger; font-size: ${size_9}pt; }
QFrame#panelDivider { color: $border; }
QLabel[variant="h1"] { font-size: ${size_18}pt; font-weight: 600; }
QLabel[variant="h2"] { font-size: ${size_16}pt; font-weight: 600; }
QLabel[variant="h3"] { font-size: ${size_13}pt; font-weight: 600; }
QLabel[variant="h4"] { font-weight: 600; }
QLabel[variant="h5"] { color: $secondary; font-weight: 600; }
QLabel[variant="caption"] { color: $secondary; font-size: ${size_9}pt; }

QFrame#card { background: $surface; border: 1px solid $border; border-radius: 18px; }
QLabel#headline { font-size: ${size_17}pt; font-weight: 600; }
QLabel#command { background: $neutral_back; color: $text; border-radius: 8px; padding: 8px 10px; }
QProgressBar { background: $meter_off; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenu { menu-scrollable: 1; background: $surface; border: 1px solid $border; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 7px 26px 7px 26px; border-radius: 6px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $secondary; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; }

QScrollBar:vertical { background: transparent; width: 12px; padding: 2px 3px; }
QScrollBar::handle:vertical { background: $outline; border-radius: 3px; min-height: 36px; }
QScrollBar::handle:vertical:hover { background: $secondary; }
QScrollBar:horizontal { background: transparent; height: 10px; padding: 3px 2px; }
QScrollBar::handle:horizontal { background: $outline; border-radius: 2px; min-width: 36px; }
QScrollBar::handle:horizontal:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    height: 0; width: 0; background: none; }
""")

STATUS_TINTS = {
    "starting": "neutral",
    "idle": "neutral",
    "listening": "green",
    "thinking": "amber",
    "waiting": "amber",
    "speaking": "blue",
    "muted": "alarm",
    "ended": "neutral",
    "failed": "red",
}
"""Tint of the theme that each status wears."""


_SIZES = (9, 13, 16, 17, 18)
"""Sizes of text in the style sheet, in points where plain text has USUAL_POINTS."""


def stylesheet(theme: Theme, points: float = USUAL_POINTS) -> str:
    """The style sheet in the colours of a theme. points: size of plain text; headings are larger in proportion."""
    tints = ("neutral", "green", "amber", "blue", "red", "alarm")
    colours = {name: value for name in theme.__slots__ if isinstance(value := getattr(theme, name), str)}
    icons = (assets_folder() / "icons").as_posix()
    sizes = {f"size_{size}": f"{size * points / USUAL_POINTS:.2f}" for size in _SIZES}
    for tint in tints:
        colours[f"{tint}_back"] = getattr(theme, tint).back
        colours[f"{tint}_fore"] = getattr(theme, tint).fore
    rules = "\n".join(
        f'QFrame#statusPill[status="{status}"] {{ background: {getattr(theme, tint).back}; }}\n'
        f'QFrame#statusPill[status="{status}"] QLabel {{ color: {getattr(theme, tint).fore}; font-weight: 600; }}'
        for status, tint in STATUS_TINTS.items()
    )
    return _TEMPLATE.substitute(colours, status_rules=rules, icons=icons, **sizes)
