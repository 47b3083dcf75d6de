"""Waiting threads leave the cores to others."""

import os

from index.session import session_options


def test_as_many_threads_as_are_wanted_and_none_that_spins() -> None:
    options = session_options(3)
    assert options.intra_op_num_threads == 3
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"


def test_else_a_thread_a_core() -> None:
    assert session_options().intra_op_num_threads == os.cpu_count()
