"""Tools of REPLAY.md that are not built yet: each call fails with a sentence that says so."""

from duologue.tools.base import Answer, Argument, Request, Tool, ToolError

WATCHABLE = ("posture", "repetitions", "hands", "person")


def _unbuilt(name: str, help_text: str, say: str, *arguments: Argument) -> Tool:
    def fail(request: Request) -> Answer:
        raise ToolError(f"{name} is not built yet.", say)

    return Tool(name, help_text, fail, arguments)


def _optional(name: str, help_text: str) -> Argument:
    return Argument(name, "text", help_text, required=False)


def tools() -> list[Tool]:
    """One tool each, with the arguments of REPLAY.md."""
    search, page, weather = "I can't search the web yet.", "I can't read web pages yet.", "I can't see the weather yet."
    watch, listen, translate = "I can't watch yet.", "I can't listen for cue words yet.", "I can't translate live yet."
    return [
        _unbuilt("web.search", "Searches the web.", search, Argument("query", "text", "What to search for.")),
        _unbuilt("web.read", "Reads a web page.", page, Argument("url", "text", "Address of the page.")),
        _unbuilt("weather.now", "Tells the weather.", weather, _optional("place", "Where; left out, here.")),
        _unbuilt(
            "watch.start", "Watches the camera.", watch,
            Argument("for", "text", "What to watch for.", choices=WATCHABLE), _optional("exercise", "Which exercise."),
        ),
        _unbuilt("watch.stop", "Stops watching.", watch, _optional("for", "What; left out, the newest.")),
        _unbuilt(
            "listen.start", "Listens for a word.", listen,
            Argument("for", "text", "Word or phrase."), Argument("say", "text", "What to interject."),
        ),
        _unbuilt("listen.stop", "Stops listening for a word.", listen, _optional("for", "What; left out, the newest.")),
        _unbuilt(
            "translate.start", "Translates what the user says.", translate,
            Argument("target", "text", "ISO 639-1 code."), _optional("source", "ISO 639-1 code."),
        ),
        _unbuilt("translate.stop", "Stops translating.", translate),
    ]  # fmt: skip
