"""Whether a sample conversation went as it should: python packaging/look_at_conversation.py RESULTS

RESULTS holds what `duologue --sample` left: the assistant heard the user, answered the sum, and was to be heard.
"""

import array
import json
import sys
import wave
from pathlib import Path

ANSWER = "294"
"""Of the sum that the user of the sample asks for."""
LOUD = 1000
"""A sample of a voice, in parts of 32768."""


def main(results: Path) -> str:
    """What is wrong, "" if nothing is."""
    events = [json.loads(line) for line in (results / "timeline.jsonl").read_text(encoding="utf-8").splitlines()]
    heard = [event["text"] for event in events if event["type"] == "heard"]
    said = [event["text"] for event in events if event["type"] == "speech"]
    if not heard:
        return "nothing was heard"
    if not any(ANSWER in text or "two hundred" in text for text in said):
        return f"the sum was not answered: {said}"
    with wave.open(str(results / "assistant.wav")) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
    return "" if max(samples, default=0) > LOUD else "its voice was not heard"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
