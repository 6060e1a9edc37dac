"""Sounds that are no words, and how a voice is told to make them."""

from collections.abc import Mapping

ESPEAK_INTERJECTIONS: Mapping[str, str] = {
    "mm-hm": "[[,@mh'@m:]]",
    "mm-hmm": "[[,@mh'@m:]]",
    "mhm": "[[,@mh'@m:]]",
    "uh-huh": "[[Vh'V]]",
}
"""Written interjections, in lower case, as phonemes of espeak-ng, which stand in double brackets."""
