"""The window and its parts, in Qt Widgets. Talks with the bridge alone."""
