"""The process that runs a language model: llama.cpp's own server on loopback, for as long as somebody holds its input.

python -m answer.write.local.server reads one line of JSON: {"file", "context", "threads", "key"}; where the model is
loaded it writes one: {"url"}. It ends where its input does, so it never outlives who started it, however that ended.
"""

import json
import signal
import sys

CACHED = 256  # MB of prompts that were read, kept for the next question


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the chat, which then lets go of the input
    given = json.loads(sys.stdin.readline())
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path, wanted.n_ctx, wanted.n_parallel = given["file"], given["context"], 1
    wanted.hostnames, wanted.port = ["127.0.0.1"], 0
    wanted.api_keys, wanted.ui, wanted.cache_ram_mib = [given["key"]], False, CACHED  # no page of the web may ask it
    wanted.verbosity = 2  # warnings and errors: why a file cannot be read
    # What it writes is checked meanwhile: its threads wait for each other at every word, so one that has no core of its
    # own holds up all (2 threads on 2 cores beside one busy process wrote 1.7 words a second, 1 thread 36).
    wanted.cpuparams_batch.n_threads, wanted.cpuparams.n_threads = given["threads"], max(1, given["threads"] - 1)
    server = xllamacpp.Server(wanted)
    print(json.dumps({"url": server.listening_address}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
