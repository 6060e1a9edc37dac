"""A keyring that lasts as long as the program runs."""


class MemoryDrawer:
    """Where secrets are kept, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.kept.get(name)

    def keep(self, name: str, value: str) -> None:
        self.kept[name] = value

    def drop(self, name: str) -> None:
        self.kept.pop(name, None)
