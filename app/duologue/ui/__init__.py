"""The window and its parts, in Qt Widgets: what is drawn and pressed. Talks with the bridge alone."""
