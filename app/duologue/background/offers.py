"""Background models that are offered: a short list of those known to work, and which of them this machine can run."""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from duologue.background.genai import unusable
from duologue.core.model_offers import OfferRow

FACTS = "{} {} GB to download, {} GB of memory."
TOO_LITTLE_MEMORY = "Needs {} GB of memory; this machine has {} GB."
TOO_LITTLE_DISK = "Needs {} GB on the disk; {} GB are free."
NEEDS_OLLAMA = "Needs Ollama, which does not answer on this machine."
NEEDS_EITHER = "Needs Ollama, which does not answer on this machine, or the package onnxruntime-genai."
_GB = 1e9
_BESIDE_GB = 1.0
"""What stays free on the disk, in gigabytes."""
_TOLD = 0.93
"""The part of its memory that a machine tells of: some is taken by the graphics."""


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """A model. memory_gb: of the machine that it runs well on, beside Duologue. tag, tag_gb: its name for Ollama, and
    how much that fetches. repo, inside, folder_gb: the repository of the hub and the folder in it, "" for none.
    """

    name: str
    title: str
    about: str
    licence: str
    memory_gb: int
    tag: str
    tag_gb: float
    repo: str = ""
    inside: str = ""
    folder_gb: float = 0.0


OFFERS = (
    ModelOffer(
        "qwen2.5-1.5b",
        "Qwen 2.5, 1.5 B",
        "For small machines: quick, short answers in many languages; often wrong about facts.",
        "Apache-2.0",
        4,
        "qwen2.5:1.5b",
        1.0,
    ),
    ModelOffer(
        "granite4-micro",
        "Granite 4 Micro, 3 B",
        "Follows instructions and calls tools well for its size.",
        "Apache-2.0",
        6,
        "granite4:micro",
        2.1,
    ),
    ModelOffer(
        "phi-3.5-mini",
        "Phi-3.5 mini, 3.8 B",
        "Explains and reasons, mostly in English; calls no tools.",
        "MIT",
        8,
        "phi3.5:3.8b",
        2.2,
        "microsoft/Phi-3.5-mini-instruct-onnx",
        "cpu_and_mobile/cpu-int4-awq-block-128-acc-level-4",
        2.8,
    ),
    ModelOffer(
        "phi-4-mini",
        "Phi-4 mini, 3.8 B",
        "Explains, reasons and calculates, in more than twenty languages.",
        "MIT",
        8,
        "phi4-mini:3.8b",
        2.5,
        "microsoft/Phi-4-mini-instruct-onnx",
        "cpu_and_mobile/cpu-int4-rtn-block-32-acc-level-4",
        4.9,
    ),
    ModelOffer(
        "qwen2.5-7b",
        "Qwen 2.5, 7 B",
        "The most knowledgeable of these, in many languages; slow without a graphics card.",
        "Apache-2.0",
        12,
        "qwen2.5:7b",
        4.7,
    ),
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model finds here. ollama: the models it has, None where it does not answer. genai: its package is here."""

    memory_gb: float
    free_gb: float
    ollama: tuple[str, ...] | None
    genai: bool

    @classmethod
    def look(cls, folder: Path, ollama: tuple[str, ...] | None) -> "Machine":
        """This machine. folder: where models would go, or what is nearest to it."""
        there = next(place for place in (folder, *folder.parents) if place.is_dir())
        return cls(
            psutil.virtual_memory().total / _GB,
            shutil.disk_usage(there).free / _GB,
            ollama,
            find_spec("onnxruntime_genai") is not None,
        )


def offer_rows(machine: Machine, folder: Path) -> list[OfferRow]:
    """The models on offer, each as it would be had on this machine, or with the reason why it cannot."""
    return [_row(offer, machine, folder / offer.name) for offer in OFFERS]


def offer_named(name: str) -> ModelOffer:
    """A model on offer."""
    return next(offer for offer in OFFERS if offer.name == name)


def _row(offer: ModelOffer, machine: Machine, folder: Path) -> OfferRow:
    by_ollama = machine.ollama is not None or not offer.repo
    size_gb = offer.tag_gb if by_ollama else offer.folder_gb
    in_folder = bool(offer.repo) and not unusable(folder)
    installed = in_folder or offer.tag in (machine.ollama or ())
    problem = "" if installed else _problem(offer, machine, size_gb)
    facts = FACTS.format(f"({offer.licence})", f"{size_gb:.1f}", offer.memory_gb)
    address, model = (str(folder), "") if in_folder or not by_ollama else ("", offer.tag)
    return OfferRow(offer.name, offer.title, offer.about, facts, problem, address, model, installed)


def _problem(offer: ModelOffer, machine: Machine, size_gb: float) -> str:
    if machine.ollama is None and not (offer.repo and machine.genai):
        return NEEDS_EITHER if offer.repo else NEEDS_OLLAMA
    if machine.memory_gb < offer.memory_gb * _TOLD:
        return TOO_LITTLE_MEMORY.format(offer.memory_gb, f"{machine.memory_gb:.0f}")
    if machine.free_gb < size_gb + _BESIDE_GB:
        return TOO_LITTLE_DISK.format(f"{size_gb + _BESIDE_GB:.1f}", f"{machine.free_gb:.1f}")
    return ""
