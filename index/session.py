"""How ONNX Runtime runs a model here."""

import os

import onnxruntime


def session_options(threads: int = 0) -> onnxruntime.SessionOptions:
    """Options for a model on so many threads; 0 is one a core.

    Threads that wait for work sleep. ONNX Runtime lets them spin, which takes the cores from whatever else needs them,
    a second question first of all: two at once took 870 ms each and take 460 (2 cores); one alone is no slower.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
