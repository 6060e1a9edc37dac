"""Makes a folder for onnxruntime-genai from a GGUF file: `python make_folder.py GGUF WEIGHTS FOLDER`.

Runs in an environment of its own (packaging/test-servers.sh). Its configuration makes the model talk on and on, so that
there is always something to break in on, and lets it use one thread.
"""

import json
import subprocess
import sys
from pathlib import Path

from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

CONTEXT_LENGTH = 4096
"""Tokens that the folder takes, which is fewer than the app would like."""


def main(gguf: Path, weights: Path, folder: Path) -> None:
    """Reads the file into a Hugging Face folder, builds the graphs and completes their configuration."""
    dequantized = GgufConfig(dequantize=True)
    model = AutoModelForCausalLM.from_pretrained(
        gguf.parent, gguf_file=gguf.name, dtype="float32", quantization_config=dequantized
    )
    model.save_pretrained(weights)
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(weights)
    builder = [sys.executable, "-m", "onnxruntime_genai.models.builder"]
    where = ["-i", str(weights), "-o", str(folder), "-c", str(weights.parent / "cache")]
    subprocess.run([*builder, *where, "-p", "int4", "-e", "cpu", "--extra_options", "hf_token=false"], check=True)
    path = folder / "genai_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["model"]["context_length"] = CONTEXT_LENGTH
    config["model"]["decoder"]["session_options"]["intra_op_num_threads"] = 1
    config["search"] |= {
        "max_length": CONTEXT_LENGTH,
        "min_length": CONTEXT_LENGTH,
        "do_sample": True,
        "temperature": 0.8,
        "repetition_penalty": 1.1,
    }
    path.write_text(json.dumps(config, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
