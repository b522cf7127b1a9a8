"""Frames, in which plug-in and worker talk (docs/worker.md): two lengths, a head, a payload."""

import json
import struct

_LENGTHS = struct.Struct("<II")
#: Longer heads are no heads: something else than the worker writes to the pipe.
_LONGEST_HEAD = 16_000_000  # bytes


class NotAFrame(ValueError):
    """The bytes that came are no frame; nothing after them can be understood."""


def packed_head(head, payload_length):
    """The bytes of a frame up to its payload of `payload_length` bytes."""
    text = json.dumps(head).encode("utf-8")
    return _LENGTHS.pack(len(text), payload_length) + text


class FrameReader:
    """Makes frames out of bytes that come in pieces of any length."""

    def __init__(self):
        self._bytes = bytearray()

    def missing(self):
        """How many bytes the frame that has begun needs at least; those that come before may wait."""
        if len(self._bytes) < _LENGTHS.size:
            return 0
        head_length, payload_length = _LENGTHS.unpack_from(self._bytes)
        return _LENGTHS.size + head_length + payload_length - len(self._bytes) if head_length <= _LONGEST_HEAD else 0

    def feed(self, data):
        """Takes further bytes; gives the frames that are complete now, as pairs of head and payload.

        Raises NotAFrame.
        """
        self._bytes += data
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self):
        if len(self._bytes) < _LENGTHS.size:
            return None
        head_length, payload_length = _LENGTHS.unpack_from(self._bytes)
        if head_length > _LONGEST_HEAD:
            raise NotAFrame(f"a head of {head_length} bytes")
        payload_at = _LENGTHS.size + head_length
        end = payload_at + payload_length
        if len(self._bytes) < end:
            return None
        view = memoryview(self._bytes)
        try:
            head = json.loads(bytes(view[_LENGTHS.size:payload_at]).decode("utf-8"))
        except ValueError as fault:
            raise NotAFrame(f"a head that is no JSON: {fault}") from fault
        finally:
            payload = bytes(view[payload_at:end])
            view.release()
        if not isinstance(head, dict):
            raise NotAFrame("a head that is no object")
        del self._bytes[:end]
        return head, payload
