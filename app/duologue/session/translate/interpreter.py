"""Live translation: hears sentences grow, has them translated beside the micro-turns, and says what is certain of them.

The interaction core says whether the speaker rests; what of a translation is certain, the policy (translate/policy.py).
What was spoken stands. What ends the translation lets it finish what was said before.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from duologue.core.errors import DuologueError
from duologue.core.events import Event, SpeechKind, Translation
from duologue.core.languages import ANY, ENGLISH
from duologue.core.microturn import Acts, FloorState, Samples, Utterance, Word
from duologue.core.settings import Settings
from duologue.core.writing import WriteResult
from duologue.model.languages.passage import Passage
from duologue.model.languages.stream import HeardPassage, LanguageStream
from duologue.session.mouth import Mouth
from duologue.session.statements import Statement
from duologue.session.translate.beside import Apply, Beside, Job
from duologue.session.translate.captions import Captions
from duologue.session.translate.computer import NAME as COMPUTER_NAME
from duologue.session.translate.computer import ComputerHearing
from duologue.session.translate.direction import Direction
from duologue.session.translate.parts import Parts
from duologue.session.translate.source_captions import SourceCaptions
from duologue.session.translate.typed_text import typed_sentence
from duologue.session.turn_taking import Inquiry
from duologue.translate.base import Translated, Translator
from duologue.translate.policy import Commitment
from duologue.translate.source import ENDS, SETTLED_S, Sentence, SourceStream

RESTS = frozenset({FloorState.IDLE, FloorState.YIELDING, FloorState.INVITING})
"""Floor states in which the speaker does not go on with what they were saying."""
CONTEXT_CHARACTERS = 200
"""Most of the sentences before that a translator is told."""
BEHIND_S = 0.8
"""Speech that is still to be heard, in seconds, from which on the voice hurries."""
FAR_BEHIND_S = 1.6
"""Speech that is still to be heard, in seconds, with which it speaks as fast as it may."""
HURRY = 1.3
"""How many times as fast as usual that is."""
WORD_S = 0.35
"""How long a word is spoken, in seconds, as far as that matters to hurry."""
TOOLS = "translate."
"""How the names of the tools begin that set up a translation."""
NO_TRANSLATION = "This installation cannot translate."


@dataclass(slots=True)
class _Draft:
    """A sentence on its way. made: the source that was translated last, and whether it was complete then. newest: what
    came of it. ahead: the source with its words that may still change, and what came of that."""

    source: str
    target: str
    commitment: Commitment = field(default_factory=Commitment)
    made: tuple[str, bool] = ("", False)
    newest: Translated | None = None
    ahead: dict[str, Translated] = field(default_factory=dict)


class Interpreter:
    """The live translation of one session.

    emit: takes events in order of time. fail: is called with a sentence about what does not work.
    """

    def __init__(
        self, session: Parts, mouth: Mouth, emit: Callable[[Event], None], fail: Callable[[str], None]
    ) -> None:
        self._parts = parts = session.interpreting
        self._mouth, self._emit, self._fail = mouth, emit, fail
        self._beside = Beside(parts.worker, session.time) if parts is not None else None
        self._missing = False
        self._translators: Sequence[Translator] | None = None  # None: to be opened, with the ears
        self._found: Sequence[Translator] = ()  # that were opened since it began to translate
        self._ears: LanguageStream | None = None
        self._heard_last = False  # the newest job was a pass of the ears
        self._direction: Direction | None = None
        self._computer = ComputerHearing(
            parts, session.time, fail, english=self._by_ear_alone,
            spoken=lambda: " ".join(self._latest_english(COMPUTER_NAME).spoken),
        )  # fmt: skip
        self._streams: dict[tuple[bool, str], SourceStream] = {}  # of what the computer plays or not, by language
        self._ending: list[SourceStream] = []  # of translations that were stopped: translated to their end
        self._targets: dict[str, str] = {}
        self._told: set[tuple[str, str]] = set()  # pairs that cannot be translated, at most those of the settings
        self._aloud = True
        self._drafts: dict[str, _Draft] = {}
        self._english: dict[str, Commitment] = {}  # of utterances that the ears translate
        self._context = ""
        self._statement: Statement | None = None
        self._heard: list[Utterance] = []
        self._from_s = 0.0
        self._count = 0
        self._captions = SourceCaptions(emit)
        self._t = self._boundary_s = 0.0
        self._leave = session.settings.follow(
            self._use, "mode", "source", "target", "two_way", "translate_aloud", "translate_from"
        )

    # ---- from the session --------------------------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """What is said is translated, and not answered."""
        return self._direction is not None

    async def prepare(self) -> None:
        """Opens what the translation needs that the session begins with; failing, says so."""
        if self._direction is not None and self._parts is not None:
            apply, _ = await self._parts.worker.run(self._open)
            apply()

    async def close(self) -> None:
        """Gives up what is under way."""
        self._leave()
        await self._computer.close()
        if self._beside is not None:
            await self._beside.close()

    def overheard(self) -> tuple[Utterance, ...] | None:
        """What the recogniser of other languages has heard of the user since it was asked last; None while the model
        hears them itself."""
        heard, self._heard = self._heard, []
        return tuple(heard) if self._by_ear else None

    def is_told(self, written: WriteResult, inquiry: Inquiry, boundary_s: float) -> bool:
        """Whether the model found the words of an inquiry to be about the translation: they are not translated then.
        Another line that was typed is."""
        told = any(call.name.startswith(TOOLS) for call in written.calls)
        if inquiry.line is not None and not told:
            self._take_typed(inquiry.line.text, boundary_s)
        elif told and inquiry.line is None:
            for stream in (*self._streams.values(), *self._ending):
                if not self._is_played(stream):
                    stream.withdraw(inquiry.turn.start_s, boundary_s)
        return told

    def _take_typed(self, text: str, t: float) -> None:
        """Translates a line out of the language that is spoken, or out of English where that may be any."""
        assert self._direction is not None
        language = ENGLISH if self._direction.source == ANY else self._direction.source
        self._count += 1
        stream = typed_sentence(text, language, f"x{self._count}-", t)
        self._targets[stream.name] = self._direction.into(language)
        self._ending.append(stream)

    async def step(self, mic: Samples, acts: Acts, t: float, boundary_s: float, spent_ms: float) -> None:
        """A micro-turn: takes what has become known, and begins the next job.

        mic: its sound. acts: of the model. t: session time at which what is done takes effect. spent_ms: wall time of
        the micro-turn so far. Raises what a job raised.
        """
        if self._missing:
            self._missing = False
            self._fail(NO_TRANSLATION)
        if self._beside is None:
            return
        self._t, self._boundary_s = t, boundary_s
        if self._direction is not None:
            self._listen(mic, acts, boundary_s)
        for heard in await self._computer.step(boundary_s, spent_ms):
            self._take_heard(heard, played=True)
        self._beside.take(boundary_s)
        if not self._beside.busy and (job := self._next_job()) is not None:
            await self._beside.start(job, boundary_s, spent_ms)
        streams = (*self._ending, *self._streams.values())
        self._captions.tell(t, boundary_s, ((stream, self._targets[stream.name]) for stream in streams))

    # ---- what is said ------------------------------------------------------------------------------------------

    def _listen(self, mic: Samples, acts: Acts, boundary_s: float) -> None:
        direction, rests = self._direction, acts.floor in RESTS
        assert direction is not None
        if self._ears is not None and direction.of_user:
            self._ears.feed(mic, acts.speech, boundary_s)
        for (played, language), stream in self._streams.items():
            heard = acts.utterances if language == ENGLISH and not (direction.by_ear or played) else ()
            stream.hear(heard, boundary_s, rests=rests or played)

    def _take_passage(self, passage: Passage, into: Passage | None) -> None:
        assert self._ears is not None
        heard = self._ears.take(passage, into)
        if heard is None:
            return
        self._heard.append(heard.utterance)
        self._take_heard(heard)

    def _take_heard(self, heard: HeardPassage, *, played: bool = False) -> None:
        """An utterance that ears for passages have heard. played: the computer played it."""
        if self._direction is None:
            return
        for (_, language), stream in self._streams.items():
            if language != heard.language:
                stream.forget(heard.utterance.id)
        if heard.english is not None:
            self._take_english(heard, heard.english)
        elif heard.language and self._direction.into(heard.language, played=played):
            stream = self._stream(heard.language, played=played)
            stream.hear([heard.utterance], self._boundary_s, rests=heard.utterance.final)

    def _stream(self, language: str, *, played: bool = False) -> SourceStream:
        if (played, language) not in self._streams:
            self._count += 1
            # passes of a window agree before words are settled
            settled_s = SETTLED_S if self._ears is None and not played else 0.0
            name = f"{COMPUTER_NAME if played else 'x'}{self._count}-"
            stream = self._streams[played, language] = SourceStream(language, name, settled_s)
            stream.skip(self._from_s)
            into = self._direction.into(language, played=played) if self._direction is not None else ""
            self._targets[stream.name] = into
        return self._streams[played, language]

    @property
    def _by_ear(self) -> bool:
        """The user is heard by the recogniser of other languages."""
        return self._direction is not None and self._direction.of_user and self._direction.by_ear

    @staticmethod
    def _is_played(stream: SourceStream) -> bool:
        return stream.name.startswith(COMPUTER_NAME)

    # ---- jobs --------------------------------------------------------------------------------------------------

    def _next_job(self) -> Job | None:
        """What is to be done next, None for nothing."""
        if self._translators is None:
            return self._open if self._direction is not None else None
        self._ending = [stream for stream in self._ending if not stream.over]
        streams = (*self._ending, *self._streams.values())
        ready = [found for stream in streams if (found := self._to_translate(stream)) is not None]
        complete = [found for found in ready if found[1].complete]
        # whoever talks on keeps the ears busy for good
        words_first = bool(complete) or (bool(ready) and self._heard_last)
        hearing = self._hearing() if self._ears is not None and not words_first else None
        self._heard_last = hearing is not None
        if hearing is not None:
            return hearing
        chosen = min(complete or ready, key=lambda found: found[1].words[0].start_s, default=None)
        return None if chosen is None else self._translating(*chosen)

    def _hearing(self) -> Job | None:
        assert self._ears is not None
        spoken = " ".join(self._latest_english("f").spoken)
        made = self._ears.due(english=self._by_ear_alone, spoken=spoken)
        if made is None:
            return None

        def job() -> Apply:
            return partial(self._take_passage, *made())

        return job

    def _to_translate(self, stream: SourceStream) -> tuple[SourceStream, Sentence] | None:
        """The first sentence of a stream, if there is more of it than was translated."""
        sentence = next(iter(stream.sentences(self._boundary_s)), None)
        if sentence is None or not sentence.settled:
            return None
        draft = self._drafts.get(sentence.id)
        if draft is None or draft.made != _made_of(sentence):
            if draft is None or draft.newest is None or draft.made != (sentence.settled_text, False):
                return stream, sentence
            self._take_translation(stream, sentence, draft, draft.newest)  # it was translated before it was over
            return self._to_translate(stream)
        return None

    def _translating(self, stream: SourceStream, sentence: Sentence) -> Job | None:
        draft = self._drafts.get(sentence.id)
        if draft is None:
            draft = self._drafts[sentence.id] = _Draft(stream.language, self._targets[stream.name])
        translator = self._translator(draft.source, draft.target)
        if translator is None:
            self._give_up(stream, sentence)
            return None
        draft.made = _made_of(sentence)
        translate = partial(
            translator.translate,
            source=draft.source,
            target=draft.target,
            context=self._context,
            prefix=" ".join(draft.commitment.spoken),
        )
        known = draft.ahead.get(sentence.settled_text)
        if known is not None and list(known.words[: len(draft.commitment.spoken)]) != draft.commitment.spoken:
            known = None
        goes_on = stream.firm and not sentence.complete and sentence.settled < len(sentence.words)

        def job() -> Apply:
            try:
                ahead = translate(sentence.text) if goes_on else None
                made = known or translate(sentence.settled_text)
                return partial(self._take_translation, stream, sentence, draft, made, ahead)
            except DuologueError as error:
                return partial(self._fail_translation, stream, sentence, error.message)

        return job

    def _translator(self, source: str, target: str) -> Translator | None:
        if source == target:
            return Captions()
        return next((each for each in self._translators or () if (source, target) in each.pairs), None)

    def _by_ear_alone(self, language: str) -> bool:
        """Whether nothing else than the ears themselves puts a language into the one that is wanted."""
        target = self._direction.into(language) if self._direction is not None else ""
        return target == ENGLISH and self._translator(language, target) is None

    # ---- what jobs have come to --------------------------------------------------------------------------------

    def _take_translation(
        self, stream: SourceStream, sentence: Sentence, draft: _Draft, made: Translated, ahead: Translated | None = None
    ) -> None:
        """ahead: the sentence with the words that may still change. What is settled is certain the sooner if these do
        not change its translation."""
        draft.newest = made
        new = draft.commitment.take(made, sentence.settled, complete=sentence.complete)
        if ahead is not None:
            draft.ahead = {sentence.text: ahead}
            new += draft.commitment.take(ahead, sentence.settled, complete=False)
        self._show(sentence.id, draft, sentence.words, draft.commitment, sentence.settled, final=sentence.complete)
        if draft.source != draft.target:
            self._speak(new, draft.target)
        if sentence.complete:
            self._context = f"{self._context} {sentence.text}".strip()[-CONTEXT_CHARACTERS:]
            del self._drafts[sentence.id]
            stream.done(sentence)

    def _fail_translation(self, stream: SourceStream, sentence: Sentence, message: str) -> None:
        self._fail(message)
        self._give_up(stream, sentence, tell=False)

    def _give_up(self, stream: SourceStream, sentence: Sentence, *, tell: bool = True) -> None:
        draft = self._drafts[sentence.id]
        if tell and draft.target and (draft.source, draft.target) not in self._told:
            self._told.add((draft.source, draft.target))
            self._fail(f"There is no translator from '{draft.source}' into '{draft.target}' here.")
        del self._drafts[sentence.id]
        stream.done(sentence)

    def _latest_english(self, name: str) -> Commitment:
        """The newest of the utterances whose ids begin so."""
        return next((made for id_, made in reversed(self._english.items()) if id_.startswith(name)), Commitment())

    def _take_english(self, heard: HeardPassage, into: Passage) -> None:
        """An utterance that the ears have translated themselves."""
        utterance = heard.utterance
        commitment = self._english.setdefault(utterance.id, Commitment())
        words = tuple(word.text for word in into.words)
        made = Translated(into.text, words, (1.0,) * len(words))  # what two passes agree on is as sure as it gets
        new = commitment.take(made, len(utterance.words), complete=utterance.final)
        draft = _Draft(heard.language, ENGLISH)
        self._show(utterance.id, draft, utterance.words, commitment, len(utterance.words), final=utterance.final)
        self._speak(new, ENGLISH)
        if utterance.final:
            del self._english[utterance.id]

    def _show(
        self, name: str, draft: _Draft, source: Sequence[Word], made: Commitment, settled: int, *, final: bool
    ) -> None:
        """settled: words of the source that the translation rests on."""
        if not (made.shown or final):
            return
        start_s, end_s = (source[0].start_s, source[max(settled, 1) - 1].end_s) if source else (self._t, self._t)
        said, shown, stable = " ".join(word.text for word in source), " ".join(made.shown), len(made.spoken)
        end_s = min(end_s, self._t)
        played = name.startswith(COMPUTER_NAME)
        self._emit(
            Translation(self._t, name, draft.source, draft.target, said, shown, final, stable, start_s, end_s, played)
        )

    def _speak(self, words: Sequence[str], language: str) -> None:
        """Says words after those before."""
        if not words or not self._aloud:
            return
        going_on, clause = self._statement, " ".join(words)
        if going_on is None or going_on.language != language or not self._mouth.will_say(going_on):
            clauses = deque([clause])
            going_on = Statement(SpeechKind.TRANSLATION, clauses, self._t, open=True, language=language)
            self._statement = going_on
            self._mouth.follow(going_on, self._boundary_s)
        elif len(going_on.clauses) > 1 and not going_on.clauses[-1].endswith(ENDS):
            going_on.clauses[-1] += f" {clause}"  # the more is said in one breath, the better it sounds
        else:
            going_on.clauses.append(clause)
        behind_s = self._mouth.left_s + WORD_S * sum(len(clause.split()) for clause in going_on.clauses)
        going_on.rate = 1 + (HURRY - 1) * min(max((behind_s - BEHIND_S) / (FAR_BEHIND_S - BEHIND_S), 0.0), 1.0)

    # ---- settings and what is opened ---------------------------------------------------------------------------

    def _use(self, settings: Settings) -> None:
        """The settings have changed: what is said from now on goes by them, what was said before by those before."""
        direction = Direction.of(settings) if settings.mode == "translate" else None
        self._missing = direction is not None and self._parts is None
        before, self._direction = self._direction, None if self._parts is None else direction
        self._aloud = settings.translate_aloud
        if direction is None or before is None or replace(before, aloud=True) != replace(direction, aloud=True):
            self._end_streams()
        if direction is not None and (before is None or _needs(before) != _needs(direction)):
            self._ears, self._translators = None, None
            self._found = () if before is None else self._found
        if direction is not None and direction.of_user and not direction.by_ear:
            self._stream(ENGLISH)
        self._computer.use(self._direction)

    def _end_streams(self) -> None:
        for stream in self._streams.values():
            stream.end(self._boundary_s)
        self._ending += self._streams.values()
        self._streams = {}
        self._from_s = self._boundary_s

    def _open(self) -> Apply:
        """Opens what is needed, in the worker."""
        direction, parts = self._direction, self._parts
        assert direction is not None
        assert parts is not None
        captions = direction.source == direction.target
        try:
            translators = self._found or (() if captions else parts.open_translators())
            by_ear = direction.by_ear and direction.of_user
            ears = LanguageStream(parts.open_ears(), direction.among) if by_ear else None
        except DuologueError as error:
            return partial(self._opened, (), None, error.message)
        return partial(self._opened, translators, ears, "")

    def _opened(self, translators: Sequence[Translator], ears: LanguageStream | None, problem: str) -> None:
        self._translators, self._found, self._ears = translators, translators, ears
        if problem:
            self._fail(problem)


def _needs(direction: Direction) -> tuple[object, ...]:
    """What decides what has to be open."""
    return direction.among, direction.of_user, direction.source == direction.target


def _made_of(sentence: Sentence) -> tuple[str, bool]:
    return sentence.settled_text, sentence.complete
