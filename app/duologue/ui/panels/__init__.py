"""Generated panels: A2UI messages become native widgets. Nothing in a message is ever executed."""
