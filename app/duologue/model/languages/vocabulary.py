"""The tokens of the recogniser of other languages: text, languages, tasks."""

import json
from pathlib import Path

from tokenizers import Tokenizer

from duologue.core.errors import BundleError

_END, _BEGIN, _TRANSLATE, _TRANSCRIBE = "<|endoftext|>", "<|startoftranscript|>", "<|translate|>", "<|transcribe|>"
_NO_SPEECH, _NO_TIMES = "<|nocaptions|>", "<|notimestamps|>"
_MARKS = (_END, _BEGIN, _TRANSLATE, _TRANSCRIBE, _NO_SPEECH, _NO_TIMES)


class Vocabulary:
    """Text to tokens and back.

    tokenizer: with the marks of the model. suppressed, suppressed_first: tokens that are never written, and not at the
    beginning.
    """

    def __init__(self, tokenizer: Tokenizer, suppressed: list[int], suppressed_first: list[int]) -> None:
        self._tokenizer = tokenizer
        self.end, self.begin, self._translate, self._transcribe, self.no_speech, self._no_times = map(self._id, _MARKS)
        self.suppressed = suppressed
        self.suppressed_first = suppressed_first
        between = range(self.begin + 1, self._translate)
        self.languages = {self._mark(token): token for token in between}
        """Tokens of the languages, by ISO 639-1 code."""

    @classmethod
    def load(cls, tokenizer: Path, tokens: Path) -> "Vocabulary":
        """Reads the files of a bundle.

        Raises:
            BundleError: one of them cannot be read or does not fit.
        """
        try:
            kept = json.loads(tokens.read_text(encoding="utf-8"))
            return cls(Tokenizer.from_file(str(tokenizer)), kept["suppressed"], kept["suppressed_first"])
        except BundleError:
            raise
        except Exception as error:  # the tokenizers library raises plain Exception
            raise BundleError(
                "bundle.tokens", f"The vocabulary in {tokenizer.parent} cannot be read: {error}"
            ) from error

    def task(self, language: str, *, into_english: bool) -> list[int]:
        """The marks before a text: language and task."""
        return [self.languages[language], self._translate if into_english else self._transcribe, self._no_times]

    def encode(self, text: str) -> list[int]:
        """Tokens of a text as it stands, spaces too."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def decode(self, tokens: list[int]) -> str:
        """The text of tokens, without what is left of a letter that is cut."""
        text: str = self._tokenizer.decode(tokens, skip_special_tokens=True)
        return text.replace("�", "")

    def words(self, tokens: list[int]) -> list[tuple[str, int, int]]:
        """The words of a text with the tokens each is made of: word, first, one past the last."""
        words: list[tuple[str, int, int]] = []
        first = 0
        for at in range(1, len(tokens) + 1):
            whole = at == len(tokens) or self.decode(tokens[at : at + 1]).startswith(" ")
            if whole:
                if word := self.decode(tokens[first:at]).strip():
                    words.append((word, first, at))
                first = at
        return words

    def _id(self, mark: str) -> int:
        token = self._tokenizer.token_to_id(mark)
        if token is None:
            raise BundleError("bundle.tokens", f"The vocabulary lacks {mark}.")
        return int(token)

    def _mark(self, token: int) -> str:
        return str(self._tokenizer.id_to_token(token)).strip("<|>")
