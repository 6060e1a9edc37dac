"""Measures when a translation is spoken while its sentence still grows, beside wait-k.

    python -m duologue_models.translation.simultaneous --data DIR [--pairs en-es ...] [--least WORDS] [--many COUNT]

Words come one after the other. `ours` says what is certain (duologue.translate.policy), the newest word being one that
may still change; `wait-k` says one word for each that comes from the k-th on, as the same translator has it. For both:
chrF of what was said, and by how many source words it lagged behind a translation spoken as evenly as the source
(average lagging: Ma et al., "STACL: Simultaneous Translation with Implicit Anticipation", 2019).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from duologue.translate.base import Translated
from duologue.translate.phrase_translator import PhraseTranslator
from duologue.translate.policy import Commitment
from duologue_models.translation.directions import Direction, measuring
from duologue_models.translation.pairs import read
from duologue_models.translation.scores import chrf

WAITS = (1, 3, 5, 7)
"""The k of wait-k that are measured."""
Translate = Callable[[str, str], Translated]
"""Translates a text that begins with words that were spoken."""


@dataclass(slots=True)
class Telling:
    """words: what was spoken. read: for each of them how many source words had come."""

    words: list[str] = field(default_factory=list)
    read: list[int] = field(default_factory=list)

    def say(self, words: Sequence[str], read: int) -> None:
        """More words, after so many of the source."""
        self.words += words
        self.read += [read] * len(words)

    def lagging(self, source: int) -> float:
        """Average lagging in source words, of which there are so many; 0 for nothing said."""
        if not self.read:
            return 0.0
        step = source / len(self.words)
        until = next((at for at, read in enumerate(self.read) if read >= source), len(self.read) - 1) + 1
        return sum(read - at * step for at, read in enumerate(self.read[:until])) / until


def ours(words: Sequence[str], translate: Translate) -> Telling:
    """As a session says it."""
    telling, commitment = Telling(), Commitment()
    for count in range(1, len(words) + 1):
        spoken = " ".join(commitment.spoken)
        if count == len(words):
            telling.say(commitment.take(translate(" ".join(words), spoken), count, complete=True), count)
            break
        if settled := count - 1:
            made, ahead = (translate(" ".join(words[:many]), spoken) for many in (settled, count))
            for each in (made, ahead):
                telling.say(commitment.take(each, settled, complete=False), count)
    return telling


def wait(words: Sequence[str], translate: Translate, k: int) -> Telling:
    """A word for each that comes, from the k-th on."""
    telling = Telling()
    for count in range(1, len(words) + 1):
        if count < min(k, len(words)):
            continue
        made = translate(" ".join(words[:count]), " ".join(telling.words)).words
        until = len(made) if count == len(words) else count - k + 1
        telling.say(made[len(telling.words) : until], count)
    return telling


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = measuring("simultaneous", __doc__)
    parser.add_argument("--least", type=int, default=10, help="fewest words of a sentence that is taken")
    parser.add_argument("--many", type=int, default=60, help="how many sentences each way at most")
    args = parser.parse_args(arguments)
    data, translator = read(args.data), PhraseTranslator(args.weights)
    for name in args.pairs:
        direction = Direction.named(name)
        source, target, other, way = direction.source, direction.target, direction.other, direction.way
        pairs = [pair for pair in data[other].judged if len(pair[way].split()) >= args.least][: args.many]

        def translate(text: str, spoken: str, source: str = source, target: str = target) -> Translated:
            return translator.translate(text, source, target, prefix=spoken)

        texts, references = [pair[way].split() for pair in pairs], [pair[1 - way] for pair in pairs]
        whole = [translate(" ".join(words), "").text for words in texts]
        print(f"{name}  {len(pairs)} sentences, chrF {chrf(whole, references):.1f} if they are known whole", flush=True)
        for policy in ("ours", *WAITS):
            told = [
                ours(words, translate) if policy == "ours" else wait(words, translate, int(policy)) for words in texts
            ]
            lag = sum(each.lagging(len(words)) for each, words in zip(told, texts, strict=True)) / max(len(told), 1)
            said = chrf([" ".join(each.words) for each in told], references)
            print(
                f"  {policy if policy == 'ours' else f'wait-{policy}'}: chrF {said:.1f}, lag {lag:.1f} words",
                flush=True,
            )


if __name__ == "__main__":
    main()
