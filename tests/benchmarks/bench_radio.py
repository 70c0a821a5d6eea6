"""A radio item of three minutes, from written sentences to timed cuts: `python -m tests.benchmarks.bench_radio`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from lessons.radio.cues import Script, build_script
from lessons.radio.cuts import cut
from lessons.radio.ear import ear_faults
from lessons.radio.lexicon import load_glossary
from lessons.radio.parts import CueKind, Part

ROUNDS, BUDGET_MS, SECONDS = 200, 5, 180
CUTS = (30, 60, 180)  # seconds, as LMS_RADIO_CUTS has them
PARAGRAPHS = (
    "Kính thưa quý vị và bà con! Tổ CNSCĐ xã hướng dẫn bà con cài VNeID, làm trong {n} phút.",
    "Bà con mở dichvucong.gov.vn (viết đúng từng chữ), hoặc gọi 0912 345 678 trước 15h30 ngày 22/11/2026.",
    "Theo Nghị định 69/2024/NĐ-CP, phí là 50.000 đồng/hộ; {n}% số hộ, tức 1.{n}5 hộ, đã làm xong trong quý IV/2026.",
    "KHÔNG BAO GIỜ đưa mã OTP cho ai. Ai hỏi thì gọi 113. Xin nhắc lại: không đưa mã OTP cho ai.",
)
KINDS = (CueKind.GREETING, CueKind.CONTENT, CueKind.CONTENT, CueKind.WARNING)


def written(enough: int, n: int) -> list[Part]:
    """The paragraphs in turn, each time with other figures."""
    texts = (PARAGRAPHS[k % len(PARAGRAPHS)].format(n=10 + (n + k) % 89) for k in range(enough))
    return [Part(KINDS[k % len(KINDS)], (text,)) for k, text in enumerate(texts)]


def build(count: int, n: int, glossary: dict[str, str]) -> Script:
    return build_script(title="Bài", parts=written(count, n), glossary=glossary)


def measured(work: Callable[[int], object]) -> str:
    """Milliseconds of processor, each round with another `n`."""
    times = []
    for n in range(ROUNDS):
        start = time.process_time()
        work(n)
        times.append(1000 * (time.process_time() - start))
    return f"median {statistics.median(times):.2f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.2f} ms"


def main() -> None:
    glossary = load_glossary()
    count = next(count for count in range(1, 100) if build(count, 0, glossary).seconds >= SECONDS)
    scripts = [build(count, n, glossary) for n in range(ROUNDS)]

    def all_cuts(script: Script) -> None:
        for limit in CUTS:
            cut(script, limit)

    print(f"radio script, 3 minutes, processor; budget {BUDGET_MS} ms for the script with its cuts")
    print(f"script:            {measured(lambda n: build(count, n, glossary))}")
    print(f"script and 3 cuts: {measured(lambda n: all_cuts(build(count, n, glossary)))}")
    print(f"3 cuts alone:      {measured(lambda n: all_cuts(scripts[n]))}")
    print(f"ear rules alone:   {measured(lambda n: ear_faults(scripts[n], glossary))}")


if __name__ == "__main__":
    main()
