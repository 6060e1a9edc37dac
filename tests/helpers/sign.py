"""A program of somebody else: a window that says something, until its input ends. TITLE TEXT"""

import os
import sys
import threading

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel


def main(title: str, text: str) -> None:
    app = QApplication([])
    sign = QLabel(text)
    sign.setWindowTitle(title)
    sign.setStyleSheet("background: white; color: black; font: 28px 'DejaVu Sans'; padding: 20px;")
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sign.resize(560, 220)
    sign.move(40, 60)
    sign.show()
    QTimer.singleShot(300, lambda: sys.stdout.write("there\n") and sys.stdout.flush())
    threading.Thread(target=_end_with_input, daemon=True).start()
    app.exec()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


main(*sys.argv[1:])
