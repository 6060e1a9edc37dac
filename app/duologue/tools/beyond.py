"""What people ask an assistant to do in the world for which there is no tool here: to call, to send, to buy, to switch.

Such an order is known by its verb, and where that has other uses as well, by what it is done to. It has to be refused
honestly: "All right." would sound as if it were done.
"""

import re

from duologue.tools.naming import plain_words

_POLITE = re.compile(
    r"(?:(?:please|hey|hi|hello|ok|okay|now|then|and|so|well|just|quickly|kindly|go ahead and|duologue|um|uh|"
    r"(?:can|could|would|will) you|(?:can|could) i (?:get|ask) you to|would you mind|do me a favor and|"
    r"i(?:'d like| would like| want| need) you to),? )*"
)
"""What stands before an order."""
_TAIL = re.compile(r"(?:,? (?:please|now|right now|for me|thanks|thank you|then|will you|would you|okay))+$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ANYTHING = _words(
    "call phone telephone dial facetime skype email e-mail mail text message tweet order buy purchase book reserve "
    "pay print scan fax upload download install uninstall launch unlock lock dim brighten navigate drive cook bake fry "
    "boil grill wash vacuum mop mow iron stream photograph play repair deliver ship rent preheat subscribe forward "
    "donate invest eject reboot hibernate maximize minimize scroll"
)
"""Verbs of orders that no tool carries out, whatever stands behind them."""
_SCREEN = "app apps application program browser tab file files folder document website page window windows"
_SOUND = "music song songs track tracks album playlist radio video videos movie movies film podcast youtube spotify"
_HOME = (
    "light lights lamp lamps tv television heating heat heater thermostat ac air fan oven stove kettle door doors "
    "garage blinds curtains shades gate plug socket sprinkler sprinklers vacuum dishwasher washing dryer bluetooth "
    "wifi wi-fi hotspot computer pc laptop screen monitor phone tablet printer router torch flashlight temperature "
    "brightness airplane wallpaper"
)
_LETTERS = "email emails e-mail e-mails mail mails inbox messages voicemail texts calendar"
_OBJECTS = {
    "turn": f"{_HOME} {_SOUND}",
    "switch": f"{_HOME} {_SOUND}",
    "power": _HOME,
    "open": f"{_SCREEN} {_SOUND} {_HOME} {_LETTERS} netflix gmail word excel google chrome firefox facebook instagram "
    "whatsapp maps zoom calculator terminal downloads documents photos camera finder explorer",
    "close": f"{_SCREEN} {_HOME} {_SOUND}",
    "take": "photo photos picture pictures screenshot screenshots selfie snapshot me",
    "record": f"{_SOUND} call screen meeting audio",
    "make": "call coffee tea sandwich dinner breakfast lunch payment reservation appointment booking transfer pizza",
    "set": f"{_HOME} meeting",
    "schedule": "meeting call appointment event interview",
    "create": "event meeting appointment file folder document spreadsheet presentation account",
    "add": "calendar contact contacts playlist cart basket",
    "put": f"{_SOUND} tv television kettle netflix calendar",
    "start": f"{_SOUND} {_HOME} car engine meeting zoom game coffee",
    "stop": "car engine washing dishwasher vacuum",
    "pause": _SOUND,
    "skip": "song track video this",
    "run": "bath app program scan backup dishwasher update script",
    "shut": f"{_SCREEN} {_HOME} down",
    "restart": "computer pc laptop machine phone tablet router system",
    "log": "in out off into",
    "sign": "up in out me",
    "show": f"{_LETTERS} {_SOUND} photo photos pictures map maps netflix contacts",
    "check": f"{_LETTERS} bank balance",
    "read": f"{_LETTERS} book",
    "reply": "to",
    "answer": "phone door call",
    "watch": f"{_SOUND} netflix tv television show series game",
    "find": "phone keys wallet",
    "locate": "phone keys",
    "give": "directions lift ride",
    "get": "directions taxi cab uber pizza",
    "connect": f"{_HOME} headphones vpn meeting",
    "pair": f"{_HOME} headphones",
    "join": "meeting call zoom",
    "transfer": "money dollars euros pounds funds",
    "send": "",
    "share": "",
    "change": "wallpaper channel password song ringtone temperature brightness",
    "increase": _HOME,
    "decrease": _HOME,
    "raise": _HOME,
    "lower": _HOME,
    "adjust": _HOME,
    "delete": f"{_LETTERS} {_SCREEN} photo photos contact account app",
    "move": "file files folder window mouse cursor",
    "save": "file document page image photo",
    "copy": "file files folder text",
    "update": "app apps system computer software",
    "clean": "house room kitchen floor car",
    "do": "dishes laundry homework taxes shopping",
    "pick": "up",
    "charge": "phone car laptop",
    "feed": "dog cat cats fish baby",
    "walk": "dog dogs",
    "water": "plants flowers garden lawn",
    "film": "me this",
    "post": "facebook instagram twitter online photo this that it",
    "hang": "up",
    "zoom": "in out",
}
"""What an order has to be about, by its verb; "" for anything."""
_NAMES = _words("it that this these those them him her off")
"""Behind "call", the beginning of what something is to be called; else what was spoken of before."""
_ADDRESS = re.compile(r"\w\.\w|\bdot\b")
_OWN = _words(
    "timer timers countdown reminder reminders remind alarm alarms list lists note notes settings preferences theme "
    "mode volume voice microphone mic speech beep panel panels chart joke weather"
)
"""Things that there are tools for."""
_SENT = frozenset(("send", "share", "print", "email", "e-mail", "text", "mail", "message", "post", "tweet", "forward"))
"""What is done to things that there are tools for, and cannot be."""
_MIRROR = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "i'm": "you're", "i've": "you've", "i'll": "you'll",
    "myself": "yourself", "am": "are", "we": "you", "our": "your", "us": "you",
}  # fmt: skip


def beyond_tools(text: str) -> str:
    """What a text wants done that is beyond the tools here, "" if it may be within: "call my mother"."""
    plain = " ".join(text.split()).rstrip(".!?… ")
    lead = _POLITE.match(plain.casefold())
    wish = _TAIL.sub("", plain[lead.end() if lead else 0 :])
    verb, *rest = plain_words(wish) or ("",)
    if not rest or (verb == "call" and _names(rest)) or (verb == "play" and "again" in rest) or _ADDRESS.search(wish):
        return ""
    if not _OWN.isdisjoint(rest) and (verb not in _SENT or "and" in rest):
        return ""
    objects = _OBJECTS.get(verb)
    known = verb in _ANYTHING or objects == "" or (objects is not None and not _words(objects).isdisjoint(rest))
    return wish if known else ""


def mirrored(wish: str) -> str:
    """A wish as it is told back to the user: "text Anna that I'm late" -> "text Anna that you're late"."""
    first, *rest = wish.split()
    return " ".join([first[0].lower() + first[1:], *(_MIRROR.get(word.casefold(), word) for word in rest)])


def _names(rest: list[str]) -> bool:
    """Whether what stands behind "call" says how something is to be called: "it pizza", "me Tom", not "me a taxi"."""
    return rest[0] in _NAMES or (rest[0] == "me" and rest[1:2] not in (["a"], ["an"]))
