"""Which tools there are from the beginning, and what they share."""

import random

from duologue.tools import calculator, phrase_book, units
from duologue.tools.about import About
from duologue.tools.base import Tool
from duologue.tools.charting import Charting
from duologue.tools.clock import WallClock
from duologue.tools.controls import ControlTools
from duologue.tools.dates import Dates
from duologue.tools.everyday import Everyday
from duologue.tools.listening import Listening
from duologue.tools.lists import Lists
from duologue.tools.notes import Notes
from duologue.tools.overview import Overview
from duologue.tools.store import Store
from duologue.tools.taking_away import read_by_what_stands
from duologue.tools.tasks import Tasks
from duologue.tools.timer_changes import TimerChanges
from duologue.tools.timers import Timers
from duologue.tools.translation import TranslationTools
from duologue.tools.undoing import Undoing
from duologue.tools.voice_choice import VoiceChoice
from duologue.tools.watching.eyes import EyesTools
from duologue.tools.web import lookups
from duologue.tools.web.settings import WebSettings
from duologue.tools.whole_lists import WholeLists


class BuiltIn:
    """The tools of one session that are no others' (of MCP servers, of tests).

    tools: all of them, in the order in which they are registered. lookups: names of those that ask the internet.
    """

    def __init__(self, clock: WallClock, store: Store, web: WebSettings, rng: random.Random) -> None:
        self.undoing = undoing = Undoing()
        self.timers = Timers(clock, store, undoing)
        self.listening = Listening(undoing)
        self.charting, self.tasks = Charting(), Tasks()
        self.eyes = EyesTools(undoing)
        lists, notes = Lists(store, undoing), Notes(store, undoing)
        overview = Overview(self.timers, lists, notes, self.listening.phrases)
        self.about = About(overview.counts)
        self.about.knows.sees = self.eyes.seen.summary
        self.controls = ControlTools(undoing)
        translation = TranslationTools(self.controls.controls, undoing)
        voice = VoiceChoice(self.controls.controls, undoing)
        changes = TimerChanges(self.timers, clock, undoing)
        timers = (*self.timers.tools(), *changes.tools())
        timed = (*clock.tools(), *Dates(clock).tools(), *timers, *self.listening.tools())
        kept = (*lists.tools(), *WholeLists(lists, undoing).tools(), *notes.tools())
        exact = (*calculator.tools(), *units.tools(), *self.charting.tools(), *self.tasks.tools())
        everyday = (*Everyday(rng).tools(), *phrase_book.tools())
        itself = (*self.about.tools(), *self.controls.tools(), *voice.tools(), *overview.tools(), *undoing.tools())
        looked_up = lookups.tools(web)
        all_ = (*timed, *exact, *kept, *everyday, *itself, *self.eyes.tools(), *translation.tools(), *looked_up)
        self.tools: tuple[Tool, ...] = read_by_what_stands(all_, undoing)
        self.tasks.kinds = [tool.kind for tool in all_ if tool.kind is not None]
        self.lookups = frozenset(tool.name for tool in looked_up)
