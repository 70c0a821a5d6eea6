"""The text that goes with a sheet's pictures into a Zalo group. Pure."""

from __future__ import annotations

from collections.abc import Sequence

LIMIT = 500  # characters; a longer message is folded away in the group


def zalo_text(
    title: str, lede: str, lines: Sequence[str], address: str, limit: int = LIMIT, *, warning: str = ""
) -> str:
    """Title, opening words, as many numbered lines as fit whole, the warning, and always the address at the end.

    At most `limit` characters, unless the address alone has more. What must give way: the last lines first, then the
    opening words, then the warning; the title loses whole words at the very last.
    """

    def fits(*given: Sequence[str]) -> bool:
        return len(_composed(*given, [address])) <= limit

    words = title.split()
    while words and not fits([" ".join(words)], []):
        words.pop()
    head = [" ".join(words)] if words else []
    foot = [warning] if warning and fits(head, [warning]) else []
    if lede and fits([*head, lede], foot):
        head.append(lede)
    steps: list[str] = []
    for number, line in enumerate(lines, start=1):
        step = f"{number}. {line}"
        if not fits(head, [*steps, step], foot):
            break
        steps.append(step)
    return _composed(head, steps, foot, [address])


def _composed(*blocks: Sequence[str]) -> str:
    """The blocks with a line left empty between them."""
    return "\n\n".join("\n".join(block) for block in blocks if block)
