"""Words that are written alike sound as their context has it, from the written clause to the phonemes."""

import pytest

from duologue.model.voice.espeak_library import DEFAULT_STYLE, espeak_library
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, read_aloud

TABLE = [
    ("I read that book yesterday.", "read", "ɹˈɛd"),
    ("I will read it to you.", "read", "ɹˈiːd"),
    ("She has read every page.", "read", "ɹˈɛd"),
    ("Have you read the news?", "read", "ɹˈɛd"),
    ("Did you read the letter?", "read", "ɹˈiːd"),
    ("It was read aloud to the class.", "read", "ɹˈɛd"),
    ("You can read in bed.", "read", "ɹˈiːd"),
    ("I read a little every night.", "read", "ɹˈiːd"),
    ("They like to read.", "read", "ɹˈiːd"),
    ("He read it twice.", "read", "ɹˈɛd"),
    ("Please read the second line.", "read", "ɹˈiːd"),
    ("I've already read your message.", "read", "ɹˈɛd"),
    ("They lead the way.", "lead", "lˈiːd"),
    ("The pipe is made of lead.", "lead", "lˈɛd"),
    ("She took the lead in the race.", "lead", "lˈiːd"),
    ("Old paint may contain lead.", "lead", "lˈɛd"),
    ("A lead pipe is heavy.", "lead", "lˈɛd"),
    ("This road will lead you home.", "lead", "lˈiːd"),
    ("The lead in a pencil is graphite.", "lead", "lˈɛd"),
    ("I live in Vienna.", "live", "lˈɪv"),
    ("The concert is live tonight.", "live", "lˈaɪv"),
    ("A live broadcast starts at eight.", "live", "lˈaɪv"),
    ("Where do you live?", "live", "lˈɪv"),
    ("They played live on stage.", "live", "lˈaɪv"),
    ("People live longer now.", "live", "lˈɪv"),
    ("It is a live wire.", "live", "lˈaɪv"),
    ("Please close the door.", "close", "klˈoʊz"),
    ("The shop is close to the station.", "close", "klˈoʊs"),
    ("The shops close at six.", "close", "klˈoʊz"),
    ("That was a close call.", "close", "klˈoʊs"),
    ("We are very close friends.", "close", "klˈoʊs"),
    ("Come close.", "close", "klˈoʊs"),
    ("You can use my pen.", "use", "jˈuːz"),
    ("It is of no use.", "use", "jˈuːs"),
    ("What is the use of it?", "use", "jˈuːs"),
    ("I use it every day.", "use", "jˈuːz"),
    ("The use of salt is old.", "use", "jˈuːs"),
    ("Make good use of it.", "use", "jˈuːs"),
    ("I used to live there.", "used", "jˈuːst"),
    ("The record was broken.", "record", "ɹˈɛkɚd"),
    ("We record the meeting.", "record", "ɹᵻkˈɔːɹd"),
    ("I will record it.", "record", "ɹᵻkˈɔːɹd"),
    ("She set a new record.", "record", "ɹˈɛkɚd"),
    ("This is a present for you.", "present", "pɹˈɛzənt"),
    ("They present the prize tomorrow.", "present", "pɹɪzˈɛnt"),
    ("At the present moment nobody knows.", "present", "pɹˈɛzənt"),
    ("I want to present my plan.", "present", "pɹɪzˈɛnt"),
    ("What is that object?", "object", "ˈɑːbdʒɛkt"),
    ("I object to that.", "object", "ɑːbdʒˈɛkt"),
    ("They will object.", "object", "ɑːbdʒˈɛkt"),
    ("The project is late.", "project", "pɹˈɑːdʒɛkt"),
    ("They project a loss this year.", "project", "pɹədʒˈɛkt"),
    ("She signed the contract.", "contract", "kˈɑːntɹækt"),
    ("Metals contract in the cold.", "contract", "kəntɹˈækt"),
    ("You need a permit.", "permit", "pˈɜːmɪt"),
    ("They permit dogs here.", "permit", "pɚmˈɪt"),
    ("The produce is fresh.", "produce", "pɹˈɑːduːs"),
    ("They produce cheese.", "produce", "pɹədˈuːs"),
    ("It takes a minute.", "minute", "mˈɪnɪt"),
    ("A minute amount is enough.", "minute", "maɪnˈuːt"),
    ("A tear ran down her face.", "tear", "tˈɪɹ"),
    ("Don't tear the paper.", "tear", "tˈɛɹ"),
    ("The wind is cold.", "wind", "wˈɪnd"),
    ("Wind the clock, please.", "wind", "wˈaɪnd"),
    ("The wound is healing.", "wound", "wˈuːnd"),
    ("He wound the string around it.", "wound", "wˈaʊnd"),
    ("She tied it in a bow.", "bow", "bˈoʊ"),
    ("They bow to the queen.", "bow", "bˈaʊ"),
    ("We sat in the front row.", "row", "ɹˈoʊ"),
    ("They had a row about money.", "row", "ɹˈaʊ"),
    ("He plays the bass.", "bass", "bˈeɪs"),
    ("We caught a bass in the lake.", "bass", "bˈæs"),
    ("A dove sat on the roof.", "dove", "dˈʌv"),
    ("He dove into the water.", "dove", "dˈoʊv"),
    ("The desert is dry.", "desert", "dˈɛzɚt"),
    ("Do not desert us.", "desert", "dᵻzˈɜːt"),
    ("The content of the letter is secret.", "content", "kˈɑːntɛnt"),
    ("She was content with it.", "content", "kəntˈɛnt"),
    ("He wants to perfect his English.", "perfect", "pɚfˈɛkt"),
    ("There was an increase in prices.", "increase", "ˈɪŋkɹiːs"),
    ("Prices increase every year.", "increase", "ɪŋkɹˈiːs"),
    ("Please excuse me.", "excuse", "ɛkskjˈuːz"),
    ("Separate the eggs.", "separate", "sˈɛpɚɹˌeɪt"),
    ("I refuse to go.", "refuse", "ɹᵻfjˈuːz"),
    ("The refuse is collected on Mondays.", "refuse", "ɹˈɛfjuːs"),
    ("His conduct was bad.", "conduct", "kˈɑːndʌkt"),
    ("They conduct a study.", "conduct", "kəndˈʌkt"),
    ("The conflict is over.", "conflict", "kˈɑːnflɪkt"),
    ("The dates conflict.", "conflict", "kənflˈɪkt"),
    ("That was an insult.", "insult", "ˈɪnsʌlt"),
    ("The rebel won.", "rebel", "ɹˈɛbəl"),
    ("They rebel against it.", "rebel", "ɹᵻbˈɛl"),
    ("The suspect ran.", "suspect", "sˈʌspɛkt"),
    ("I suspect that it is late.", "suspect", "səspˈɛkt"),
    ("The subject is maths.", "subject", "sˈʌbdʒɛkt"),
    ("She is an advocate of peace.", "advocate", "ˈædvəkət"),
    ("On alternate days.", "alternate", "ˈɔːltɚnət"),
    ("It is an attribute of gold.", "attribute", "ˈætɹɪbjˌuːt"),
    ("They attribute it to luck.", "attribute", "ɐtɹˈɪbjuːt"),
    ("The delegate spoke.", "delegate", "dˈɛlɪɡət"),
    ("Polish the shoes.", "polish", "pˈɑːlɪʃ"),
    ("Send me your resume.", "resume", "ɹˈɛzəmˌeɪ"),
    ("There is a tear in my coat.", "tear", "tˈɛɹ"),
    ("Please don't insult me.", "insult", "ɪnsˈʌlt"),
    ("Prices decrease in winter.", "decrease", "dɪkɹˈiːs"),
    ("We polish the floor.", "polish", "pˈɑːlɪʃ"),
    ("He speaks Polish.", "polish", "pˈoʊlɪʃ"),
    ("It is used to cut bread.", "used", "jˈuːzd"),
    ("I am used to it.", "used", "jˈuːst"),
    ("We used it yesterday.", "used", "jˈuːzd"),
    ("He is in the lead.", "lead", "lˈiːd"),
    ("Birds live in trees.", "live", "lˈɪv"),
    ("Close the door.", "close", "klˈoʊz"),
    ("Keep close to me.", "close", "klˈoʊs"),
    ("They are close.", "close", "klˈoʊs"),
    ("We read it yesterday.", "read", "ɹˈɛd"),
    ("I have read it.", "read", "ɹˈɛd"),
    ("The book was already read.", "read", "ɹˈɛd"),
    ("She read the letter.", "read", "ɹˈɛd"),
    ("Did she read it?", "read", "ɹˈiːd"),
    ("Read it to me.", "read", "ɹˈiːd"),
    ("The content to come is new.", "content", "kˈɑːntɛnt"),
    ("We wind the wool.", "wind", "wˈaɪnd"),
    ("A row of trees.", "row", "ɹˈoʊ"),
    ("The bass is too loud.", "bass", "bˈeɪs"),
    ("He is an associate of mine.", "associate", "əsˈoʊsɪət"),
    ("It is a duplicate key.", "duplicate", "dˈuːplɪkət"),
    ("They subject him to tests.", "subject", "səbdʒˈɛkt"),
    ("They alternate between two.", "alternate", "ˈɔːltɚnˌeɪt"),
    ("Excuse me, please.", "excuse", "ɛkskjˈuːz"),
    ("The sales contract is ready.", "contract", "kˈɑːntɹækt"),
    ("The sales increase was small.", "increase", "ˈɪŋkɹiːs"),
    ("The wound in his arm.", "wound", "wˈuːnd"),
    ("We are live on air.", "live", "lˈaɪv"),
    ("Will he read it?", "read", "ɹˈiːd"),
    ("Did you read it yesterday?", "read", "ɹˈiːd"),
    ("He can read.", "read", "ɹˈiːd"),
    ("It is close to the end.", "close", "klˈoʊs"),
]
"""A clause, a word of it, and how that is pronounced in American English."""


def pronounced(clause: str, word: str) -> str:
    text = read_aloud(clause, "en", ESPEAK_INTERJECTIONS)
    at = next(i for i, written in enumerate(text.words) if written.strip(".,?!").casefold() == word)
    first, end = text.ranges[at]
    said = espeak_library().pronounce(text.text, DEFAULT_STYLE)
    return "".join("".join(each.phonemes) for each in said if first <= each.at < end)


@pytest.mark.parametrize(("clause", "word", "sounds"), TABLE)
def test_a_word_sounds_as_its_context_has_it(clause: str, word: str, sounds: str) -> None:
    assert pronounced(clause, word) == sounds


def test_the_words_around_keep_their_places_and_marks() -> None:
    text = read_aloud('He read "it", then: close the door!', "en", ESPEAK_INTERJECTIONS)
    assert text.words == ("He", "read", '"it",', "then:", "close", "the", "door!")
    assert [text.text[first:end] for first, end in text.ranges] == [
        "He", "[[r'Ed]]", "it,", "then:", "close", "the", "door!",
    ]  # fmt: skip


def test_other_languages_and_voices_without_phonemes_keep_what_is_written() -> None:
    assert read_aloud("I read it yesterday.").text == "I read it yesterday."
    assert read_aloud("Il a lu le live.", "fr", ESPEAK_INTERJECTIONS).text == "Il a lu le live."
