"""Lines for whoever looks for a fault: the last ones in memory, all in a file if one can be written."""

import collections
import datetime
import os

_KEPT_LINES = 200
_LARGEST_FILE = 1_000_000  # bytes

_lines = collections.deque(maxlen=_KEPT_LINES)


def path():
    """Where the file is: with the user's state, never in the plug-in's folder, which updates replace."""
    state = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(state, "chromadot", "krita.log")


def write(text):
    """Adds `text`, which may have several lines."""
    now = datetime.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    lines = [f"{now} [{os.getpid()}] {line}" for line in text.rstrip().splitlines()]
    _lines.extend(lines)
    try:
        file = path()
        os.makedirs(os.path.dirname(file), exist_ok=True)
        mode = "w" if os.path.exists(file) and os.path.getsize(file) > _LARGEST_FILE else "a"
        with open(file, mode, encoding="utf-8") as opened:
            opened.write("\n".join(lines) + "\n")
    except OSError:
        pass  # a full or read-only disk must not stop the work; the lines are kept in memory


def tail(count=40):
    """The last `count` lines of this Krita."""
    return list(_lines)[-count:]
