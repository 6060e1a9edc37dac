"""Word pieces without a tokenizer, for tests of what stands around them."""


class Letters:
    """One token a word: its length."""

    def tokens(self, word: str) -> list[int]:
        return [len(word)]
