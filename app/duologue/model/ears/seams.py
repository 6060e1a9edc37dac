"""Where to cut speech that does not pause, so that no word is lost or doubled.

The new segment begins some words before the cut, with those words given to the decoder: it hears the seam with sound on
both sides and knows what has been said already.
"""

from dataclasses import replace

from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears.segment import HeardWord, Segment

LONGEST = 7 * MIC_RATE_HZ
"""Longest stretch of sound that is heard at once, which takes 40 ms on two cores. Readings came out no better with 8 or
10 s (2.5 % of the words other than when a clip is heard as a whole)."""
_YOUNGEST = MIC_RATE_HZ * 3 // 2
"""Samples before now in which words may still change, so that no cut is made there."""
_OLDEST = MIC_RATE_HZ * 9 // 2
"""Samples before now beyond which a cut would leave too much to hear again."""
_CONTEXT = MIC_RATE_HZ * 12 // 10
"""Fewest samples before the cut that the new segment hears once more, words permitting."""
_PUNCTUATION_S = 0.2
"""What a comma or stop is worth beside a gap between words, in seconds of gap."""
_WITHOUT_WORDS = MIC_RATE_HZ * 2
"""Samples that are kept where no word was heard: someone may just have begun."""


def divide(segment: Segment, name: str, now: int) -> Segment:
    """Cuts a segment at the end of a word, as far as it can in a gap.

    Leaves the words up to the cut in `segment` and returns a segment with the others.
    """
    cut = _cut(segment.words, now)
    rest = segment.words[cut:]
    if cut == 0:
        begin = max(segment.begin, min(now - _WITHOUT_WORDS, _begin(rest[0]) if rest else now))
        new = Segment(name, begin, guess=segment.tokens[rest[0].first :] if rest else ())
        segment.words = ()
    else:
        first = _context(segment.words, cut)
        head, stop = segment.words[first].first, segment.words[cut - 1].stop
        begin = max(segment.begin, _begin(segment.words[first]))
        new = Segment(name, begin, given=segment.tokens[head:stop], guess=segment.tokens[stop:])
        segment.words = segment.words[:cut]
    shift = rest[0].first - new.given if rest else 0
    new.words = tuple(replace(heard, first=heard.first - shift, stop=heard.stop - shift) for heard in rest)
    return new


def _begin(heard: HeardWord) -> int:
    return int(heard.word.start_s * MIC_RATE_HZ)


def _end(heard: HeardWord) -> int:
    return int(heard.word.end_s * MIC_RATE_HZ)


def _cut(words: tuple[HeardWord, ...], now: int) -> int:
    """How many words stay before the cut; 0 if there is no good place."""
    ended = [count for count in range(1, len(words) + 1) if _end(words[count - 1]) <= now - _YOUNGEST]
    recent = [count for count in ended if _end(words[count - 1]) >= now - _OLDEST]
    agreed = [count for count in recent if words[count - 1].agreed]
    choice = agreed or recent or ended[-1:]
    return max(choice, key=lambda count: _worth(words, count, now), default=0)


def _worth(words: tuple[HeardWord, ...], count: int, now: int) -> float:
    """The gap after a number of words in seconds, with a bonus for punctuation."""
    last = words[count - 1].word
    following = words[count].word.start_s if count < len(words) else now / MIC_RATE_HZ
    bonus = 0.0 if last.text[-1].isalnum() else _PUNCTUATION_S
    return following - last.end_s + bonus


def _context(words: tuple[HeardWord, ...], cut: int) -> int:
    """Index of the first word to hear again, so that the sound before the cut is at least _CONTEXT long."""
    goal = _end(words[cut - 1]) - _CONTEXT
    return max((index for index in range(cut) if _begin(words[index]) <= goal), default=0)
