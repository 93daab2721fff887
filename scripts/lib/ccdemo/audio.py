# SPDX-License-Identifier: GPL-3.0-or-later
"""The sounds of the demo, computed: music on hold and the tone a caller streams (no media, no real behaviour)."""
import math
import pathlib
import struct
import wave

_RATE = 8000


def _sine(hertz: int, seconds: float, loud: int) -> list[int]:
    return [int(loud * math.sin(2 * math.pi * hertz * i / _RATE)) for i in range(int(_RATE * seconds))]


def _ulaw(sample: int) -> int:
    sign, size = (0x80 if sample < 0 else 0), min(abs(sample), 32635) + 132
    exponent = max(0, size.bit_length() - 8)
    return ~(sign | exponent << 4 | (size >> exponent + 3) & 15) & 0xFF


def write_tone(path: pathlib.Path) -> None:
    """Ten seconds of 400 Hz as raw u-law, for SIPp's rtp_stream."""
    _write_ulaw(path, _sine(400, 10, 8000))


def _write_ulaw(path: pathlib.Path, samples: list[int]) -> None:
    path.write_bytes(bytes(map(_ulaw, samples)))


def write_hold_music(path: pathlib.Path) -> None:
    _write_wave(path, sum((_sine(tone, 0.6, 4000) + [0] * (_RATE // 5) for tone in (392, 494, 587, 494)), []))


def write_beep(path: pathlib.Path) -> None:
    _write_wave(path, _sine(440, 0.15, 4000))


def write_regret(path: pathlib.Path) -> None:
    """In place of a spoken "nobody is free"."""
    _write_wave(path, sum((_sine(tone, 0.4, 4000) for tone in (494, 440, 392)), []))


def _hello() -> list[int]:
    """A human who picks up: one word, then silence."""
    return _sine(300, 0.6, 6000) + [0] * (_RATE * 3 // 2)


def _greeting() -> list[int]:
    """An answering machine: many words and a beep."""
    return (_sine(300, 0.6, 6000) + [0] * (_RATE // 5)) * 8 + _sine(900, 1, 6000)


def write_hello(path: pathlib.Path) -> None:
    _write_wave(path, _hello())


def write_greeting(path: pathlib.Path) -> None:
    _write_wave(path, _greeting())


def write_voices(folder: pathlib.Path) -> None:
    """Who is called, as raw u-law for SIPp's rtp_stream: hello.ul and greeting.ul."""
    _write_ulaw(folder / "hello.ul", _hello())
    _write_ulaw(folder / "greeting.ul", _greeting())


def _write_wave(path: pathlib.Path, samples: list[int]) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
