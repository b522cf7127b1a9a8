"""Failures that the user is told about, and the one place where all others end."""

import functools
import inspect
import traceback

from . import log


class Problem(Exception):
    """What went wrong and what to do next, as one sentence for the user."""


#: Called with a sentence whenever a slot failed; the session puts itself in here.
listeners = []


def slot(method):
    """Makes `method` fit for a signal: no exception leaves it, surplus arguments are dropped.

    Krita answers an exception in a slot with a modal window that holds a traceback.
    """
    parameters = inspect.signature(method).parameters.values()
    takes_all = any(parameter.kind == parameter.VAR_POSITIONAL for parameter in parameters)
    count = None if takes_all else len(parameters)

    @functools.wraps(method)
    def guarded(*arguments):
        try:
            return method(*arguments[:count])
        except Problem as problem:
            tell(str(problem))
        except Exception as fault:  # the border: whatever it is, it must not reach the host
            log.write(traceback.format_exc())
            tell(f"The plug-in itself failed ({type(fault).__name__}: {fault}); press Diagnostics and report what it copies.")
        return None

    return guarded


def tell(sentence):
    """Hands a sentence for the user to all listeners."""
    log.write(sentence)
    for listener in list(listeners):
        listener(sentence)
