"""Sample sign-in cards, in plain data."""

from __future__ import annotations

from lms.office.card_document import CardDocument, CardsDocument


def cards(count: int, *, pins: bool = False) -> CardsDocument:
    return CardsDocument(
        site_name="Kỹ năng số cộng đồng",
        title="Thẻ đăng nhập: Tổ công nghệ số cộng đồng ấp Mẫu",
        address="kynangso.example/dang-nhap/",
        made_on="22/11/2026",
        cards=tuple(
            CardDocument(
                name=f"Thành viên mẫu {n:02}",
                short_name=f"{n:02}",
                username=f"apmau{n:02}",
                url=f"https://kynangso.example/dang-nhap/?ten=apmau{n:02}",
                pin="482 915" if pins else "",
            )
            for n in range(1, count + 1)
        ),
    )
