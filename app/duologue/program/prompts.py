"""The prompts that MCP servers offer: shown in the menu, filled in, and asked of the background model."""

from functools import partial

from PySide6.QtCore import Qt

from duologue.bridge.bridge import Bridge
from duologue.bridge.servers import PromptRow, Servers
from duologue.core.errors import DuologueError
from duologue.core.tasks import Tasks
from duologue.ui.prompt_dialog import PromptDialog
from duologue.ui.window import Window

NOT_READY = "The assistant is not ready yet. Try the prompt again in a moment."


class Prompts:
    """Follows the menu of a window. tasks: runs what takes its time."""

    def __init__(self, window: Window, servers: Servers, bridge: Bridge, tasks: Tasks) -> None:
        self._window, self._servers, self._bridge, self._tasks = window, servers, bridge, tasks
        window.menu.prompts_wanted.connect(lambda: window.menu.show_prompts(servers.prompts()))
        window.menu.prompt_chosen.connect(self.choose)

    def choose(self, prompt: PromptRow) -> PromptDialog | None:
        """Asks the background model what a server offers to be asked, after what it needs has been filled in."""
        if not prompt.arguments:
            self._begin(prompt, {})
            return None
        dialog = PromptDialog(prompt, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted = partial(self._begin, prompt)
        dialog.open()
        return dialog

    def _begin(self, prompt: PromptRow, arguments: dict[str, str]) -> None:
        self._tasks.spawn("prompt", self._ask(prompt, arguments))

    async def _ask(self, prompt: PromptRow, arguments: dict[str, str]) -> None:
        try:
            text = await self._servers.prompt(prompt, arguments)
        except DuologueError as error:
            self._bridge.notify("warning", error.message)
        else:
            if not self._bridge.ask_background(text):
                self._bridge.notify("warning", NOT_READY)
