"""The worker process: started when needed, asked, watched, and replaced when it is gone."""

import itertools
from typing import Callable, NamedTuple

from . import changes, frames, log, program
from .problem import Problem, slot
from .qt import QtCore, Signal

PROTOCOL = 3
#: The order in which a request's pictures follow each other in the payload.
ROLES = ("photo", "hints", "reference", "selection")

#: Longest time that a killed process takes to be gone, in milliseconds; it is a few.
_KILLED_MS = 1_000

QProcess = QtCore.QProcess


class Picture(NamedTuple):
    """Pixels as they go to the worker (docs/worker.md)."""

    size: tuple  # width, height
    offset: tuple  # of its corner, as seen from the photograph's
    format: str  # "bgra8", "bgra16", "rgba32f" or "y8"
    data: object  # bytes or QByteArray, rows from the top without padding


def difference(before, picture):
    """What the worker must be sent of a picture if it has `before`, or None: the description and the bytes.

    A dot is few rows of a layer, and the pipe takes longer for all of them than the worker for reading it.
    """
    if picture is before:
        return "same", b""
    described = {"size": picture.size, "offset": picture.offset, "format": picture.format}
    length = len(picture.data)
    if before is None or before[:3] != picture[:3] or len(before.data) != length:
        return described, picture.data
    row = length // picture.size[1]
    rows = changes.changed_rows(before.data, picture.data, row)
    if rows is None:
        return "same", b""
    first, count = rows
    return {**described, "rows": rows}, bytes(memoryview(picture.data)[first * row : (first + count) * row])


class Answer(NamedTuple):
    """Whom to call about a request. Exactly one of the last three is called, and once."""

    progress: Callable  # (fraction from 0 to 1, what is being done)
    done: Callable  # (the answer's body, payload)
    failed: Callable  # (sentence)
    stopped: Callable  # ()


class Worker(QtCore.QObject):
    """One worker process for the whole host.

    Nothing here waits: answers come through the callbacks of the request. A process that crashed,
    was killed or hangs fails the requests it had with one sentence; the next request starts another.
    """

    #: The worker's hello came; `parameters`, `looks` and `version` are known.
    ready = Signal()
    #: The process is gone, with a sentence why.
    lost = Signal(str)

    #: Longest silence of a worker that has something to do, in milliseconds.
    silence_ms = 60_000
    #: Longest time until a new worker's hello, in milliseconds.
    hello_ms = 30_000
    #: Time in which a cancelled request must end; then the process is ended, in milliseconds.
    cancel_ms = 3_000

    def __init__(self, parent=None):
        super().__init__(parent)
        self.parameters = []
        self.looks = []
        self.version = None
        self._numbers = itertools.count(1)
        self._process = None
        self._greeted = False
        self._waiting = {}  # number -> (kind, Answer)
        self._rows = {}  # number -> what has come of its picture
        self._queue = []  # requests before the hello: (number, kind, body, pictures)
        self._given = {}  # role -> the picture that this process was given last
        self._reader = None
        self._last_line = ""
        self._cancelled = None  # number of the request that was asked to end
        self._watchdog = QtCore.QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.timeout.connect(self._silent)
        self._cancelling = QtCore.QTimer(self)
        self._cancelling.setSingleShot(True)
        self._cancelling.timeout.connect(self._cancel_ignored)

    # -- for the others

    def is_running(self):
        """Whether there is a process, greeted or not."""
        return self._process is not None

    def process_id(self):
        """The operating system's number of the process; 0 without one."""
        return self._process.processId() if self._process else 0

    def start(self):
        """Starts the process if there is none. Raises Problem when there is no program to start."""
        if self._process is not None:
            return
        path = program.find()
        process = QProcess(self)
        process.setProcessEnvironment(program.environment())
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_log)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        self._process, self._greeted = process, False
        self._reader = frames.FrameReader()
        self._given = {}
        self._last_line = ""
        log.write(f"starting {path} worker")
        process.start(path, ["worker"])
        if self._process is None:
            return  # failed at once; `_error` has told
        self._write({"hello": {"protocol": PROTOCOL, "host": "krita"}})
        self._watchdog.start(self.hello_ms)

    def request(self, kind, body, pictures, answer):
        """Sends a request; gives its number. Raises Problem when no worker can be started.

        `pictures` maps roles to pictures or None, or is None for a request that has none.
        """
        number = next(self._numbers)
        self.start()
        self._waiting[number] = (kind, answer)
        if self._process is None:
            # It failed at once, before there was somebody to tell.
            del self._waiting[number]
            raise Problem("The worker could not be started; press Diagnostics to see why.")
        if self._greeted:
            self._send(number, kind, body, pictures)
        else:
            self._queue.append((number, kind, body, pictures))
        return number

    def cancel(self, number):
        """Asks that a request ends; it ends with `stopped`, at the latest by ending the process."""
        if number not in self._waiting:
            return
        queued = [request for request in self._queue if request[0] == number]
        if queued:
            self._queue.remove(queued[0])
            self._waiting.pop(number)[1].stopped()
            return
        self._write({"cancel": number})
        self._cancelled = number
        self._cancelling.start(self.cancel_ms)

    def stop(self):
        """Ends the process; requests under way end with `stopped`."""
        waiting, self._waiting = self._waiting, {}
        self._forget_process()
        for _, answer in waiting.values():
            answer.stopped()

    # -- sending

    def _send(self, number, kind, body, pictures):
        body = dict(body)
        payload = []
        for role in ROLES if pictures is not None else ():
            picture = pictures.get(role)
            if picture is None:
                body[role] = None
                self._given.pop(role, None)
            else:
                body[role], data = difference(self._given.get(role), picture)
                payload.append(data)
                self._given[role] = picture
        self._write({"id": number, kind: body}, payload)
        if not self._watchdog.isActive():
            self._watchdog.start(self.silence_ms)

    def _write(self, head, payload=()):
        self._process.write(frames.packed_head(head, sum(len(part) for part in payload)))
        for part in payload:
            self._process.write(part)

    # -- hearing

    @slot
    def _read(self):
        # Qt gathers a picture's many pieces faster than we would.
        if self._process is None or self._process.bytesAvailable() < self._reader.missing():
            return
        try:
            complete = self._reader.feed(bytes(self._process.readAllStandardOutput()))
        except frames.NotAFrame as fault:
            log.write(f"not the worker's protocol: {fault}")
            self._lose(f"{program.find()} does not speak the worker's protocol; run install.sh of Chromadot's bundle again.")
            return
        for head, payload in complete:
            if self._process is not None:
                self._take(head, payload)

    def _take(self, head, payload):
        if not self._greeted:
            self._take_hello(head)
            return
        number = head.get("id")
        if number not in self._waiting:
            log.write(f"late answer: {str(head)[:200]}")
            return
        kind, answer = self._waiting[number]
        if "progress" in head:
            self._watchdog.start(self.silence_ms)
            answer.progress(float(head["progress"]), str(head.get("doing", "")))
            return
        if "rows" in head:
            self._rows.setdefault(number, []).append(payload)
            return
        del self._waiting[number]
        payload = b"".join(self._rows.pop(number, [])) or payload
        self._rest()
        if head.get("stopped"):
            answer.stopped()
        elif "error" in head:
            # Which pictures a failed worker has kept is not certain, so all are sent again.
            self._given = {}
            answer.failed(str(head["error"]))
        else:
            answers = {"colorize": "colorized", "suggest": "suggestions", "gamut": "gamut", "snap": "snapped"}
            if answers[kind] in head:
                answer.done(head[answers[kind]], payload)
            else:
                answer.failed(f"The worker gave no answer to {kind}; install plug-in and program from the same release.")

    def _take_hello(self, head):
        hello = head.get("hello")
        if not isinstance(hello, dict) or hello.get("protocol") != PROTOCOL:
            log.write(f"refused: {str(head)[:400]}")
            said = head.get("error") or f"the program speaks version {(hello or {}).get('protocol')} of the worker's protocol, the plug-in {PROTOCOL}"
            self._lose(f"Plug-in and program do not fit together ({said}); install both from the same release.")
            return
        self._greeted = True
        self.version = str(hello.get("version", ""))
        self.parameters = hello.get("parameters", [])
        self.looks = hello.get("looks", [])
        log.write(f"worker of version {self.version}")
        queue, self._queue = self._queue, []
        for request in queue:
            self._send(*request)
        self._rest()
        self.ready.emit()

    def _rest(self):
        """After an answer: goes on watching only if there is something to wait for."""
        if self._waiting:
            self._watchdog.start(self.silence_ms)
        else:
            self._watchdog.stop()
            self._cancelling.stop()

    @slot
    def _read_log(self):
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError()).decode("utf-8", "replace").strip()
        if text:
            self._last_line = text.splitlines()[-1]
            log.write("\n".join("worker: " + line for line in text.splitlines()))

    # -- losing it

    @slot
    def _finished(self, code, status):
        if self._process is None:
            return
        self._read_log()
        crashed = status == QProcess.ExitStatus.CrashExit
        how = "crashed" if crashed else f"ended by itself (status {code})"
        said = f": {self._last_line}" if self._last_line else ""
        if self._greeted:
            self._lose(f"The worker {how}{said}; your document is unharmed, just try again.")
        else:
            self._lose(f"The worker {how} while starting{said}; press Diagnostics to see what is missing.")

    @slot
    def _error(self, error):
        if self._process is not None and error == QProcess.ProcessError.FailedToStart:
            self._lose(f"The program could not be started ({self._process.errorString()}); run install.sh of Chromadot's bundle again.")

    @slot
    def _silent(self):
        if not self._greeted:
            self._lose("The worker did not start in time; press Diagnostics to see what is missing, or just try again.")
        elif self._waiting:
            seconds = self.silence_ms / 1000
            self._lose(f"The worker did not answer for {seconds:g} seconds and was ended; your document is unharmed, just try again.")

    @slot
    def _cancel_ignored(self):
        if self._cancelled in self._waiting:
            log.write("cancel ignored; ending the worker")
            self.stop()

    def _lose(self, sentence):
        waiting, self._waiting = self._waiting, {}
        self._forget_process()
        for _, answer in waiting.values():
            answer.failed(sentence)
        log.write(sentence)
        self.lost.emit(sentence)

    def _forget_process(self):
        """Ends the process and everything that was known about it."""
        self._watchdog.stop()
        self._cancelling.stop()
        self._queue = []
        self._given = {}
        self._rows = {}
        self._greeted = False
        process, self._process = self._process, None
        if process is None:
            return
        # What it still says must not be taken for the next one's words.
        for signal in (process.readyReadStandardOutput, process.readyReadStandardError, process.finished, process.errorOccurred):
            signal.disconnect()
        process.kill()
        process.waitForFinished(_KILLED_MS)
        process.deleteLater()
