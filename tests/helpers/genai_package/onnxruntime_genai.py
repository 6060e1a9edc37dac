"""Stands in for onnxruntime-genai in a process of its own: names and signatures as they are documented.

What it does stands in play.json in the folder of the model: words (one a token, said in turn), endless, error, pause_s.
What it is asked and how much it makes is noted in asked.jsonl and made.txt there. A token is a character of a prompt.
"""

import json
import os
import threading
from pathlib import Path


class Model:
    device_type = "CPU"

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.play = json.loads((self.folder / "play.json").read_text())
        self.longest = json.loads((self.folder / "genai_config.json").read_text())["model"]["context_length"]
        with (self.folder / "loaded.txt").open("a") as out:
            out.write("x")
        if "error" in self.play:
            raise RuntimeError(self.play["error"])
        if "dies" in self.play:
            os._exit(self.play["dies"])


class Tokenizer:
    def __init__(self, model: Model) -> None:
        self.model = model

    def apply_chat_template(self, *, messages: str, add_generation_prompt: bool) -> str:
        assert add_generation_prompt
        return "".join(f"<{line['role']}>{line['content']}</>" for line in json.loads(messages))

    def encode(self, text: str) -> list[int]:
        return [ord(c) for c in text]

    def create_stream(self) -> "Tokenizer":
        return self

    def decode(self, token: int) -> str:
        words = self.model.play["words"]
        return words[token % len(words)]


class GeneratorParams:
    def __init__(self, model: Model) -> None:
        self.model = model

    def set_search_options(self, *, max_length: int) -> None:
        if max_length > self.model.longest:
            raise RuntimeError(f"max_length ({max_length}) cannot be greater than {self.model.longest}")
        self.max_length = max_length


class Generator:
    def __init__(self, model: Model, params: GeneratorParams) -> None:
        self.model = model
        self.max_length = params.max_length
        self.prompt = ""
        self.made = 0

    def append_tokens(self, tokens: list[int]) -> None:
        assert tokens
        self.prompt += "".join(map(chr, tokens))
        if len(self.prompt) >= self.max_length:
            raise RuntimeError("input is too long")
        threading.Event().wait(self.model.play.get("reading_s", 0.0))
        with (self.model.folder / "read.txt").open("a") as out:
            out.write("x")

    def is_done(self) -> bool:
        ended = not self.model.play.get("endless") and self.made >= len(self.model.play["words"])
        return ended or len(self.prompt) + self.made >= self.max_length

    def generate_next_token(self) -> None:
        if not self.made:
            with (self.model.folder / "asked.jsonl").open("a") as out:
                out.write(json.dumps(self.prompt) + "\n")
        self.made += 1
        threading.Event().wait(self.model.play.get("pause_s", 0.0))
        with (self.model.folder / "made.txt").open("a") as out:
            out.write("x")

    def get_next_tokens(self) -> list[int]:
        return [self.made - 1]
