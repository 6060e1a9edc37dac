"""What people also call settings, for finding them: English words; in other languages the labels are found."""

from collections.abc import Mapping

from duologue.core.settings import Page

OF_SETTINGS: Mapping[str, str] = {
    "language": "translation interface locale spanish french german",
    "theme": "dark mode night light colors colours contrast",
    "microphone": "input mic headset",
    "speaker": "output headphones sound",
    "sounds": "tone chime beep",
    "voice": "speaker accent tts",
    "voice_rate": "slow slower slowly fast faster quick pace tempo rate",
    "volume": "loud louder quiet quieter soft softer",
    "camera": "webcam video",
    "answers": "wait patience pause latency interrupt",
    "acknowledges": "backchannel uh-huh nod",
    "gives_way": "interrupt barge in stop",
    "web": "online network search",
    "place": "location city home",
    "history": "remember log transcript save",
    "history_days": "retention forget erase",
    "record_sound": "recording audio",
    "in_tray": "background minimise minimize close",
    "autostart": "startup boot login",
    "provider": "cuda gpu cpu graphics",
    "bundle": "model weights",
}
"""By the setting's name."""
OF_PAGES: Mapping[Page, str] = {
    Page.KEYS: "key keyboard shortcut hotkey mute unmute hold push to talk",
    Page.BACKGROUND: "llm ollama openai server api key model",
    Page.TOOLS: "mcp servers plugins",
    Page.ADVANCED: "models download disk",
}
"""By a page for which there is a dialog of its own."""


def means(words: str, others: str) -> bool:
    """Whether each of the words begins one of the others."""
    known = others.split()
    return bool(words.split()) and all(
        any(each.startswith(word) for each in known) for word in words.casefold().split()
    )
