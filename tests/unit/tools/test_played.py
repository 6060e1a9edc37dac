"""Which words ask for captions or a translation of what the computer plays, and which do not."""

import pytest

from duologue.tools.played import ends_captions, read_played

COMPUTER = {"heard": "computer", "how": "translated"}
CAPTIONS = {"heard": "computer", "how": "captions"}


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("Caption what the computer plays.", CAPTIONS),
        ("please caption this film", CAPTIONS),
        ("Subtitles for the call, please", CAPTIONS),
        ("can you turn on captions for this video?", CAPTIONS),
        ("Show me subtitles of the movie", CAPTIONS),
        ("transcribe the podcast", CAPTIONS),
        ("caption the Spanish film", CAPTIONS | {"source": "es"}),
        ("caption the film in English", CAPTIONS | {"source": "en"}),
        ("Translate the film.", COMPUTER),
        ("translate what you are playing", COMPUTER),
        ("Translate what the computer plays into Spanish", COMPUTER | {"target": "es"}),
        ("translate this call into French", COMPUTER | {"target": "fr"}),
        ("subtitle the video in German", COMPUTER | {"target": "de"}),
        ("translate the French movie into English", COMPUTER | {"target": "en", "source": "fr"}),
        ("translate the video from Italian", COMPUTER | {"source": "it"}),
        ("translate me and the call into Spanish", COMPUTER | {"heard": "both", "target": "es"}),
    ],
)
def test_words_that_ask_for_it(words, arguments):
    wish = read_played(words.split(), running=False)
    assert wish is not None
    assert wish.arguments == arguments


@pytest.mark.parametrize(
    "words",
    [
        "translate what I say into Spanish",
        "translate what he says into English",
        "Translate good morning into French",
        "what's a good film for tonight",
        "play the film",
        "count my push-ups",
        "remind me to watch the film at eight",
        "add captions to my list",
        "my computer plays chess",
    ],
)
def test_words_that_do_not(words):
    assert read_played(words.split(), running=True) is None


def test_back_to_the_microphone_while_it_runs_alone():
    assert read_played(["translate", "me", "again"], running=False) is None
    wish = read_played(["Translate", "me", "again."], running=True)
    assert wish is not None
    assert wish.heard == "microphone"


def test_captions_end_in_their_own_words():
    assert ends_captions(["turn", "off", "the", "captions"])
    assert ends_captions(["No", "more", "subtitles,", "please"])
    assert not ends_captions(["stop", "the", "timer"])
