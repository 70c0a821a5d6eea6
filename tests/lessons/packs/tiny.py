"""A pack of one small app, written to a folder; tests change one thing in it and look what happens."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "course.yaml": """\
key: khoa-mau
title: Khóa mẫu
intro: Học từng bước **ngắn**.
skills:
  - {key: dich-vu-cong, title: Dịch vụ công}
certifications:
  - key: giay-mau
    title: Giấy ghi nhận mẫu
    course: Khóa mẫu
    valid_months: 12
    small_print: Không phải văn bằng.
    rule: {all: [{quiz: cau-hoi-mau, percent: 80}]}
apps: [mau]
""",
    "mau/app.yaml": """\
key: mau
title: Ứng dụng Đăng Ký
skill: dich-vu-cong
summary: Cài đúng chỗ.
what: |
  Một ứng dụng mẫu.

  - Dòng một
  - Dòng **hai**
runner: Ban biên soạn
install: CH Play hoặc App Store
status: {state: in_use, note: Đang dùng., "on": 2026-11-16}
warnings:
  - Chỉ cài từ CH Play hoặc App Store.
sources:
  - {title: Một văn bản, url: "https://example.vn/van-ban"}
check: {"on": 2026-11-16, by: Ban biên soạn, until: 2027-05-16}
leaflet: {title: Cài đúng chỗ, lede: Hai bước ở nhà.}
""",
    "mau/screens.yaml": """\
- key: kho
  title: Kho ứng dụng
  bar: {title: Kho ứng dụng, back: true}
  rows:
    - {kind: tabs, id: loai, labels: [Ứng dụng, Trò chơi]}
    - {kind: text, text: Chọn một ứng dụng}
    - {kind: button, id: cai, label: Cài đặt}
    - {kind: input, label: Tìm}
""",
    "mau/lesson-1-cai.yaml": """\
key: cai-mau
title: Cài ứng dụng mẫu
summary: Mở kho, rồi cài.
steps:
  - key: mo-kho
    title: Mở kho ứng dụng
    text: Mở kho có sẵn trên máy.
    screen: kho
    target: loai/0
    tip: "**Mẹo.** Để bà con tự bấm."
  - key: cai-dat
    title: Bấm Cài đặt
    text: |
      1. Bấm Cài đặt.
      2. Chờ tải xong.
    screen: kho
    target: cai
    say: Mình bấm cài đặt.
    short: Bấm Cài đặt.
    leaflet: true
after: {title: Xong rồi, text: Học tiếp bài sau.}
""",
    "mau/poster.yaml": """\
key: ap-phich-mau
title: Cài đúng chỗ
title_lines: [Cài, đúng chỗ]
screen: kho
target: cai
columns:
  - heading: Nên làm
    lines: [Mở kho., Đọc tên.]
  - heading: Theo bài
    steps: {lesson: cai-mau, keys: [mo-kho, cai-dat]}
foot: Chưa rõ thì hỏi.
""",
    "mau/radio.yaml": """\
key: phat-thanh-mau
title: Cài đúng chỗ
cues:
  - {kind: music_in, seconds: 8}
  - {kind: greeting, lines: [Kính thưa bà con.]}
  - {kind: steps, lesson: cai-mau, keys: [mo-kho, cai-dat]}
  - {kind: warning, lines: [Không đọc mã cho ai.]}
""",
    "mau/quiz.yaml": """\
key: cau-hoi-mau
title: Câu hỏi mẫu
questions:
  - key: cai-tu-dau
    kind: single
    text: Cài từ đâu?
    choices:
      - {key: a, text: Kho ứng dụng, correct: true}
      - {key: b, text: Đường dẫn lạ, feedback: Có thể là bẫy.}
    feedback: Chỉ cài từ kho.
    step: cai-mau/mo-kho
  - key: lam-gi
    kind: multiple
    text: Làm những gì?
    choices:
      - {key: a, text: Đọc tên, correct: true}
      - {key: b, text: Bấm vội}
    feedback: Đọc trước khi bấm.
    step: cai-mau/cai-dat
""",
}


def write_pack(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The pack in `folder`, with each (file, old words, new words) changed in it."""
    files = dict(FILES)
    for name, old, new in changes:
        assert files[name].count(old) == 1, f"{old!r} stands {files[name].count(old)} times in {name}"
        files[name] = files[name].replace(old, new)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
