"""Steps of the scenario by name, in the order in which they are defined."""

import json
import sys
import traceback

# What the clients print is no result.
_results = sys.stdout
sys.stdout = sys.stderr

_steps = []


def step(name):
    """Makes a function a step: it raises when the embedded Vertex is not as it should be."""

    def register(run):
        _steps.append((name, run))
        return run

    return register


def run_steps():
    """Runs all steps and prints one line of JSON for each: its name, and what was wrong or null."""
    for name, run in _steps:
        print(json.dumps({"step": name, "problem": _problem_of(run)}), file=_results, flush=True)


def _problem_of(run):
    try:
        run()
    except Exception:  # Whatever a step raises is its result.
        return traceback.format_exc()
    return None


def expect(seen, wanted):
    """Raises when a value is not the one wanted."""
    if seen != wanted:
        raise AssertionError(f"expected {wanted!r}, found {seen!r}")


def expect_in(part, whole):
    """Raises when a text or a collection does not contain a part."""
    if part not in whole:
        raise AssertionError(f"expected {part!r} in {whole!r}")


def expect_error(kind, text, call):
    """Raises when a call does not fail with an error of this class that contains the text."""
    try:
        call()
    except kind as error:
        expect_in(text, str(error))
        return
    raise AssertionError(f"expected {kind.__name__} with {text!r}, but the call went well")
