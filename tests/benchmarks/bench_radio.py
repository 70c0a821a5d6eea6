"""A radio item of three minutes, from written sentences to a timed script: `python -m tests.benchmarks.bench_radio`."""

from __future__ import annotations

import statistics
import time

from lessons.radio.cues import CueKind, Script, WrittenCue, build_script
from lessons.radio.lexicon import load_glossary

ROUNDS, BUDGET_MS, SECONDS = 200, 5, 180
PARAGRAPHS = (
    "Kính thưa quý vị và bà con! Tổ CNSCĐ xã hướng dẫn bà con cài VNeID, làm trong {n} phút.",
    "Bà con mở dichvucong.gov.vn (viết đúng từng chữ), hoặc gọi 0912 345 678 trước 15h30 ngày 22/11/2026.",
    "Theo Nghị định 69/2024/NĐ-CP, phí là 50.000 đồng/hộ; {n}% số hộ, tức 1.{n}5 hộ, đã làm xong trong quý IV/2026.",
    "KHÔNG BAO GIỜ đưa mã OTP cho ai. Ai hỏi thì gọi 113. Xin nhắc lại: không đưa mã OTP cho ai.",
)


def written(enough: int, n: int) -> list[WrittenCue]:
    """The paragraphs in turn, each time with other figures."""
    texts = (PARAGRAPHS[k % len(PARAGRAPHS)].format(n=10 + (n + k) % 89) for k in range(enough))
    return [WrittenCue(CueKind.CONTENT, text) for text in texts]


def build(count: int, n: int, glossary: dict[str, str]) -> Script:
    return build_script(title="Bài", cues=written(count, n), glossary=glossary)


def main() -> None:
    glossary = load_glossary()
    count = next(count for count in range(1, 100) if build(count, 0, glossary).seconds >= SECONDS)
    times = []
    for n in range(ROUNDS):
        start = time.process_time()
        build(count, n, glossary)
        times.append(1000 * (time.process_time() - start))
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"radio script, 3 minutes, processor: median {median:.1f} ms, p95 {p95:.1f} ms; budget {BUDGET_MS} ms")


if __name__ == "__main__":
    main()
