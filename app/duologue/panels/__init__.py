"""Panels that are shown beside the conversation, as A2UI messages. The window renders them."""
