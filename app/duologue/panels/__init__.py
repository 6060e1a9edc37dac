"""Panels beside the conversation, as A2UI messages: made, judged, pressed, saved. `ui/panels` draws them."""
