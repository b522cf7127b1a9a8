"""The worker's client: frames, starting, crashing, hanging, cancelling."""

import os
import stat
import subprocess
import unittest

from support import FAKE_WORKER, WithStandIn, wait_until

from chromadot import frames, log, program
from chromadot.problem import Problem
from chromadot.worker import Answer, Picture, Worker


class Frames(unittest.TestCase):
    def test_frames_are_read_from_pieces_of_any_length(self):
        sent = frames.packed_head({"id": 1}, 3) + b"abc" + frames.packed_head({"id": 2}, 0)
        for length in (1, 2, 7, len(sent)):
            reader, seen = frames.FrameReader(), []
            for at in range(0, len(sent), length):
                seen += reader.feed(sent[at : at + length])
            self.assertEqual(seen, [({"id": 1}, b"abc"), ({"id": 2}, b"")])

    def test_a_frame_that_has_begun_says_how_much_is_missing(self):
        whole = frames.packed_head({"id": 1}, 5) + b"12345"
        reader = frames.FrameReader()
        self.assertEqual(reader.missing(), 0)
        reader.feed(whole[:10])
        self.assertEqual(reader.missing(), len(whole) - 10)
        reader.feed(whole[10:])
        self.assertEqual(reader.missing(), 0)

    def test_what_is_no_frame_is_refused(self):
        for wrong in (b"Hello, world", b"\2\0\0\0\0\0\0\0[]", b"\2\0\0\0\0\0\0\0x]"):
            with self.assertRaises(frames.NotAFrame):
                frames.FrameReader().feed(wrong)


class Heard:
    """Collects what a request's answer was."""

    def __init__(self):
        self.steps, self.answers = [], []

    def answer(self):
        return Answer(
            lambda part, doing: self.steps.append((part, doing)),
            lambda answered, data: self.answers.append(("done", answered, data)),
            lambda sentence: self.answers.append(("failed", sentence)),
            lambda: self.answers.append(("stopped",)),
        )


PHOTO = Picture((3, 2), (0, 0), "bgra8", b"\x80\x80\x80\xff" * 6)
PICTURES = {"photo": PHOTO, "hints": None, "reference": None, "selection": None}
BODY = {"settings": {}, "format": "bgra8"}


class AWorker(WithStandIn):
    def setUp(self):
        super().setUp()
        self.worker = Worker()
        self.addCleanup(self.worker.stop)
        self.lost = []
        self.worker.lost.connect(self.lost.append)

    def ask(self, pictures=PICTURES, wait=True):
        heard = Heard()
        heard.number = self.worker.request("colorize", BODY, pictures, heard.answer())
        if wait:
            self.assertTrue(wait_until(lambda: heard.answers), log.tail())
        return heard

    def test_answers_a_request(self):
        heard = self.ask()
        self.assertEqual(heard.answers[0][0], "done")
        self.assertEqual(heard.answers[0][2], PHOTO.data)
        self.assertEqual(self.worker.parameters[0]["name"], "hints")

    def test_sends_no_picture_twice(self):
        self.ask()
        self.ask({**PICTURES, "hints": PHOTO._replace(data=b"\0" * 24)})
        self.ask({**PICTURES, "hints": PHOTO._replace(data=b"\1" * 24)})
        self.assertEqual([request["payload"] for request in self.requests()], [24, 24, 24])
        self.assertEqual(self.requests()[2]["colorize"]["photo"], "same")

    def test_sends_only_the_rows_that_changed(self):
        width, height = PHOTO.size
        clear = bytes(4 * width * height)
        dot = bytearray(clear)
        dot[-4:] = b"\x10\x20\x30\xff"
        self.ask({**PICTURES, "hints": PHOTO._replace(data=clear)})
        heard = self.ask({**PICTURES, "hints": PHOTO._replace(data=bytes(dot))})
        request = self.requests()[1]
        self.assertEqual((request["colorize"]["hints"]["rows"], request["payload"]), ([height - 1, 1], 4 * width))
        self.assertEqual(heard.answers[0][2][:3], b"\x10\x20\x30", "the worker knows the dot")
        self.ask({**PICTURES, "hints": PHOTO._replace(data=bytes(dot))})
        self.assertEqual(self.requests()[2]["colorize"]["hints"], "same", "equal pixels are the same picture")
        self.behave("error")
        self.ask({**PICTURES, "hints": PHOTO._replace(data=clear)})
        self.behave("")
        self.ask({**PICTURES, "hints": PHOTO._replace(data=clear)})
        self.assertEqual(self.requests()[4]["payload"], 8 * width * height, "after an error all is sent again")

    def test_a_crash_is_one_sentence_and_the_next_request_finds_a_new_worker(self):
        self.ask()
        before = self.worker.process_id()
        self.behave("crash")
        heard = self.ask()
        self.assertEqual(heard.answers[0][0], "failed")
        self.assertIn("crashed: the stand-in crashes as asked", heard.answers[0][1])
        self.behave("")
        self.assertEqual(self.ask().answers[0][0], "done")
        self.assertNotEqual(self.worker.process_id(), before)

    def test_a_killed_worker_is_replaced(self):
        self.ask()
        os.kill(self.worker.process_id(), 9)
        self.assertTrue(wait_until(lambda: self.lost))
        self.assertEqual(self.ask().answers[0][0], "done")

    def test_a_hanging_worker_is_ended_and_replaced(self):
        self.worker.silence_ms = 300
        self.behave("hang")
        heard = self.ask()
        self.assertIn("did not answer for 0.3 seconds", heard.answers[0][1])
        self.behave("")
        self.worker.silence_ms = 10_000
        self.assertEqual(self.ask().answers[0][0], "done")

    def test_a_slow_worker_that_reports_progress_is_not_taken_for_hanging(self):
        self.ask()
        self.worker.silence_ms = 400
        self.behave("slow")
        heard = self.ask()
        self.assertEqual(heard.answers[0][0], "done")
        self.assertGreater(len(heard.steps), 5)

    def test_a_request_can_be_cancelled(self):
        self.behave("slow")
        heard = self.ask(wait=False)
        self.assertTrue(wait_until(lambda: heard.steps))
        before = self.worker.process_id()
        self.worker.cancel(heard.number)
        self.assertTrue(wait_until(lambda: heard.answers))
        self.assertEqual(heard.answers, [("stopped",)])
        self.assertEqual(self.worker.process_id(), before)

    def test_cancelling_ends_a_worker_that_does_not_listen(self):
        self.ask()
        self.behave("hang")
        self.worker.cancel_ms = 200
        heard = self.ask(wait=False)
        self.worker.cancel(heard.number)
        self.assertTrue(wait_until(lambda: heard.answers))
        self.assertEqual(heard.answers, [("stopped",)])
        self.behave("")
        self.assertEqual(self.ask().answers[0][0], "done")

    def test_a_newer_request_stops_the_one_before(self):
        self.behave("slow")
        older = self.ask(wait=False)
        self.assertTrue(wait_until(lambda: older.steps))
        newer = self.ask()
        self.assertEqual((older.answers[0][0], newer.answers[0][0]), ("stopped", "done"))

    def test_a_worker_of_another_version_is_refused(self):
        self.behave("old-protocol")
        heard = self.ask()
        self.assertIn("install both from the same release", heard.answers[0][1])
        self.assertFalse(self.worker.is_running())

    def test_a_program_that_speaks_otherwise_is_refused(self):
        self.behave("garbage")
        self.assertIn("does not speak the worker's protocol", self.ask().answers[0][1])

    def test_a_program_that_dies_at_once_says_its_last_line(self):
        self.behave("crash-at-start")
        self.assertIn("while starting: no libtorch here", self.ask().answers[0][1])

    def test_a_program_that_never_greets_is_given_up(self):
        self.worker.hello_ms = 300
        self.behave("silent")
        self.assertIn("did not start in time", self.ask().answers[0][1])

    def test_a_file_that_is_no_program_is_told(self):
        path = os.path.join(self.folder, "chromadot")
        with open(path, "w", encoding="utf-8") as file:
            file.write("no program")
        os.environ["CHROMADOT_PROGRAM"] = path
        heard = Heard()
        try:
            self.worker.request("colorize", BODY, PICTURES, heard.answer())
        except Problem:
            pass  # it may be known at once
        self.assertTrue(wait_until(lambda: self.lost))
        self.assertIn("run install.sh", self.lost[0])

    def test_the_worker_ends_with_the_host(self):
        code = (
            "import sys; sys.path[:0] = [sys.argv[1]]; import support, os, signal\n"
            "from chromadot.worker import Worker\n"
            "w = Worker(); w.start(); support.wait_until(lambda: w.parameters); print(w.process_id(), flush=True)\n"
            "os.kill(os.getpid(), signal.SIGKILL)"
        )
        import sys

        run = subprocess.run([sys.executable, "-c", code, os.path.dirname(FAKE_WORKER)], capture_output=True, text=True, timeout=30)
        self.assertTrue(wait_until(lambda: not _alive(int(run.stdout))), "the worker outlived its host")


def _alive(number):
    try:
        with open(f"/proc/{number}/stat", encoding="ascii") as file:
            return file.read().split()[2] != "Z"
    except OSError:
        return False


class TheProgram(WithStandIn):
    def make(self, *path):
        path = os.path.join(self.folder, *path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\n")
        return path

    def test_is_looked_for_in_the_users_folder_and_made_executable(self):
        del os.environ["CHROMADOT_PROGRAM"]
        path = self.make(".local", "share", "chromadot", "chromadot")
        self.assertEqual(program.find(), path)
        self.assertTrue(os.stat(path).st_mode & stat.S_IXUSR)

    def test_that_came_with_the_plug_in_counts_more(self):
        del os.environ["CHROMADOT_PROGRAM"]
        self.make(".local", "share", "chromadot", "chromadot")
        own = self.make("plugin", "bin", "chromadot")
        before = program.folder
        program.folder = lambda: os.path.join(self.folder, "plugin")
        self.addCleanup(setattr, program, "folder", before)
        self.assertEqual(program.find(), own)

    def test_that_was_installed_into_gimp_serves_krita_too(self):
        del os.environ["CHROMADOT_PROGRAM"]
        self.make(".config", "GIMP", "2.10", "plug-ins", "chromadot", "chromadot")
        newer = self.make(".config", "GIMP", "3.0", "plug-ins", "chromadot", "chromadot")
        self.assertEqual(program.find(), newer)

    def test_missing_is_one_sentence_with_the_next_step(self):
        os.environ["PATH"] = self.folder
        del os.environ["CHROMADOT_PROGRAM"]
        with self.assertRaisesRegex(Problem, "run install.sh of Chromadot's bundle"):
            program.find()
        os.environ["CHROMADOT_PROGRAM"] = "/nowhere/chromadot"
        with self.assertRaisesRegex(Problem, "names /nowhere/chromadot"):
            program.find()

    def test_gets_nothing_of_the_hosts_libraries(self):
        os.environ["LD_LIBRARY_PATH"] = "/of/the/host"
        os.environ["CHROMADOT_LIBTORCH"] = "/of/the/user"
        environment = program.environment()
        self.assertFalse(environment.contains("LD_LIBRARY_PATH"))
        self.assertEqual(environment.value("CHROMADOT_LIBTORCH"), "/of/the/user")

    def test_a_log_that_cannot_be_written_is_kept_in_memory(self):
        os.environ["XDG_STATE_HOME"] = os.path.join(self.make("a-file"), "below")
        log.write("a line")
        self.assertIn("a line", log.tail()[-1])


if __name__ == "__main__":
    unittest.main()
