"""Whether a sample conversation went as it should: python packaging/look_at_conversation.py RESULTS

RESULTS holds what `duologue --sample` or a replay left: the assistant heard the user, answered the sum, and was to be
heard. Where the machine was too slow for a conversation in real time, only what was heard is judged, and that is said.
"""

import array
import json
import sys
import wave
from pathlib import Path

ANSWER = "294"
"""Of the sum that the user of the sample asks for."""
TOO_LATE = 0.05
"""Part of the steps that came late with which a machine was too slow to hold a conversation."""
LOUD = 1000
"""A sample of a voice, in parts of 32768."""


def main(results: Path) -> str:
    """What is wrong, "" if nothing is."""
    events = [json.loads(line) for line in (results / "timeline.jsonl").read_text(encoding="utf-8").splitlines()]
    heard = [event["text"] for event in events if event["type"] == "heard"]
    said = [event["text"] for event in events if event["type"] == "speech"]
    if not any("forty" in text.casefold() or "42" in text for text in heard):
        return f"the user was not heard: {heard}"
    end = events[-1]
    if end["type"] != "end":
        return "the conversation did not come to its end"
    if end["late"] > TOO_LATE * end["steps"]:
        sys.stdout.write(f"too slow a machine to judge: {end['late']} of {end['steps']} steps were late\n")
        return ""
    if not any(ANSWER in text or "two hundred" in text for text in said):
        return f"the sum was not answered: {said}"
    with wave.open(str(results / "assistant.wav")) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
    return "" if max(samples, default=0) > LOUD else "its voice was not heard"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) or 0)
