"""llama.cpp's own server, as the package xllamacpp brings it: `python native_server.py GGUF PORT TOKENS`.

The model never ends an answer by itself, so that there is always something to break in on.
"""

import sys
import threading

import xllamacpp


def main(gguf: str, port: int, tokens: int) -> None:
    """Serves a model on loopback until the process is ended. tokens: question and answer together."""
    params = xllamacpp.CommonParams()
    params.model.path = gguf
    params.model_alias = {"smollm2"}
    params.hostnames, params.port = ["127.0.0.1"], port
    params.n_ctx, params.n_parallel = tokens, 1
    params.cpuparams.n_threads = 1  # more wait for each other where the cores are shared
    params.sampling.ignore_eos = True
    params.endpoint_slots = True
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
