#!/usr/bin/env python3
"""A stand-in for `chromadot worker` (docs/worker.md), for tests: quick, and as ill-behaved as asked.

CHROMADOT_FAKE names a file with words that say how to behave, read anew at each request:

  crash       ends by a signal in the middle of the next request      crash-at-start
  hang        never answers and ignores cancel                        silent (no hello)
  slow        answers after a second, reporting progress              old-protocol
  error       answers with an error                                   garbage (no frames)
  wrong-size  answers with a picture of another size                  note (answers with notes)
  laborious   says that the network took half a second

The colour of a result is that of the first pixel of the hints which is at least half opaque; without
hints it is the photograph. Each request is written to CHROMADOT_FAKE with ".requests" appended, one
JSON object a line, together with the number of bytes of its payload.
"""

import json
import os
import signal
import struct
import sys
import threading
import time
import tomllib

PIXEL = {"bgra8": (4, "B", 255), "bgra16": (8, "H", 65535), "rgba32f": (16, "f", 1.0), "y8": (1, "B", 255)}
PROTOCOL = 3
#: Results come in as many rows at a time.
BAND_ROWS = 2


def behaviour():
    try:
        with open(os.environ["CHROMADOT_FAKE"], encoding="utf-8") as file:
            return file.read().split()
    except (KeyError, OSError):
        return []


def note_request(head, length):
    if "CHROMADOT_FAKE" in os.environ:
        with open(os.environ["CHROMADOT_FAKE"] + ".requests", "a", encoding="utf-8") as file:
            file.write(json.dumps({**head, "payload": length}) + "\n")


def read_exactly(count):
    data = sys.stdin.buffer.read(count)
    if len(data) < count:
        sys.exit(0)
    return data


_writing = threading.Lock()


def write(head, payload=b""):
    text = json.dumps(head).encode()
    with _writing:
        sys.stdout.buffer.write(struct.pack("<II", len(text), len(payload)) + text + payload)
        sys.stdout.buffer.flush()


def manifest():
    folder = os.environ.get("CHROMADOT_FAKE_MANIFEST") or os.path.join(os.path.dirname(__file__), "..", "..", "plugin-manifest")
    with open(os.path.join(folder, "chromadot.toml"), "rb") as file:
        parameters = tomllib.load(file)["parameter"]
    return [parameter for parameter in parameters if "worker" in parameter.pop("hosts", ["worker"])]


class Worker:
    def __init__(self):
        self.kept = {}  # role -> (description, bytes)
        self.newest = {}  # kind -> number
        self.cancelled = set()

    def pictures(self, body, payload):
        at = 0
        found = {}
        for role in ("photo", "hints", "reference", "selection"):
            given = body.get(role)
            if given == "same":
                found[role] = self.kept[role]
            elif given is not None:
                row = given["size"][0] * PIXEL[given["format"]][0]
                first, count = given.pop("rows", (0, given["size"][1]))
                before, data = self.kept.get(role, (given, bytes(row * given["size"][1])))
                assert before == given or count == given["size"][1], f"rows of {before} for {given}"
                data = data[: first * row] + payload[at : at + count * row] + data[(first + count) * row :]
                found[role] = self.kept[role] = (given, data[: row * given["size"][1]])
                at += count * row
        assert at == len(payload), f"{len(payload)} bytes instead of {at}"
        return found

    def colorize(self, number, body, pictures):
        behave = behaviour()
        if "slow" in behave:
            for step in range(10):
                write({"id": number, "progress": step / 10, "doing": "Choosing colours"})
                time.sleep(0.1)
                if number in self.cancelled or self.newest["colorize"] != number:
                    write({"id": number, "stopped": True})
                    return
        described, photo = pictures["photo"]
        result = bytearray(photo)
        pixel, code, opaque = PIXEL[described["format"]]
        hint = first_opaque(pictures.get("hints"))
        if hint is not None:
            channel = pixel // 4
            for at in range(3):
                for byte in range(channel):
                    result[at * channel + byte :: pixel] = bytes([hint[at * channel + byte]]) * (len(result) // pixel)
        if "selection" in pictures:
            selection = pictures["selection"][1]
            for index, selected in enumerate(selection):
                if selected != 255:
                    place = index * pixel + 3 * pixel // 4
                    alpha = struct.unpack_from("=" + code, result, place)[0] * selected / 255
                    struct.pack_into("=" + code, result, place, alpha if code == "f" else round(alpha))
        size = described["size"]
        if "wrong-size" in behave:
            size, result = [size[0] - 1, size[1]], result[: -pixel * size[1]]
        notes = ["A note of the worker."] if "note" in behave else []
        answer = {"size": size, "format": body["format"], "device": "cpu", "notes": notes, "seconds": {"read": 0.001, "network": 0.5 if "laborious" in behave else 0.002, "compose": 0.001}}
        row = pixel * size[0]
        for top in range(0, len(result) // row, BAND_ROWS):
            band = bytes(result[top * row : (top + BAND_ROWS) * row])
            write({"id": number, "rows": [top, len(band) // row]}, band)
        write({"id": number, "colorized": answer})

    def answer(self, head, payload):
        note_request(head, len(payload))
        if "cancel" in head:
            self.cancelled.add(head["cancel"])
            return
        number = head["id"]
        kind = next(kind for kind in ("colorize", "suggest", "gamut", "snap") if kind in head)
        body = head[kind]
        behave = behaviour()
        if "crash" in behave:
            print("the stand-in crashes as asked", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGSEGV)
        if "hang" in behave:
            signal.pause()
        if "error" in behave:
            write({"id": number, "error": "The model is no model; choose another one."})
            return
        if kind in ("colorize", "suggest"):
            pictures = self.pictures(body, payload)
            self.newest[kind] = number
        if kind == "colorize":
            threading.Thread(target=self.colorize, args=(number, body, pictures), daemon=True).start()
        elif kind == "suggest":
            colours = [("#a06040", 0.4), ("#4060a0", 0.2), ("#60a040", 0.1)]
            listed = [{"rgb": rgb, "lab": [48.0, 20.0, 30.0], "probability": part} for rgb, part in colours]
            write({"id": number, "suggestions": listed})
        elif kind == "gamut":
            side = body["side"]
            write({"id": number, "gamut": {"size": [side, side], "format": "bgra8"}}, b"\x40\x60\xa0\xff" * (side * side))
        else:
            write({"id": number, "snapped": {"rgb": "#e0505a"}})


def first_opaque(picture):
    if picture is None:
        return None
    described, data = picture
    pixel, code, opaque = PIXEL[described["format"]]
    alphas = data if code == "B" else memoryview(data).cast(code)
    for index, alpha in enumerate(alphas[3::4]):
        if alpha >= opaque / 2:
            return data[index * pixel : (index + 1) * pixel]
    return None


def main():
    if sys.argv[1:] == ["doctor"]:
        print("the stand-in is well")
        return
    assert sys.argv[1:] == ["worker"], sys.argv
    behave = behaviour()
    if "crash-at-start" in behave:
        print("no libtorch here", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGABRT)
    if "garbage" in behave:
        sys.stdout.write("Hello, this is no frame, and it is long enough to be taken for one.\n")
        sys.stdout.flush()
    if "silent" in behave:
        signal.pause()
    worker = Worker()
    while True:
        head_length, payload_length = struct.unpack("<II", read_exactly(8))
        head = json.loads(read_exactly(head_length))
        payload = read_exactly(payload_length)
        if "hello" in head:
            if "old-protocol" in behave:
                write({"error": "this is version 0.0.9 of the program, which speaks protocol 0"})
                return
            write({"hello": {"protocol": PROTOCOL, "version": "0.0.0-stand-in", "parameters": manifest(), "looks": [{"name": "warm", "label": "Warm"}]}})
        else:
            worker.answer(head, payload)


if __name__ == "__main__":
    main()
