"""What each written character is to the ear: part of a word, a pause, a word of its own, or nothing."""

import re
import unicodedata

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
LOWER = _VOWELS + "bcdđfghjklmnpqrstvwxz"
UPPER = LOWER.upper()

# Letters of any script; the blocks of Thai, Lao, Khmer, Cham and Tai Viet are whole because their vowel
# signs are combining marks, which \w leaves out.
WORD_CHARACTER = r"(?:[^\W_]|[\u0300-\u036f\u0e00-\u0eff\u1780-\u17ff\uaa00-\uaadf])"
WORD = re.compile(rf"{WORD_CHARACTER}+(?:['’]{WORD_CHARACTER}+)*")
CAPITALS_RUN = re.compile(rf"[{UPPER}]+(?![^\W_])(?: [{UPPER}]+(?![^\W_]))*")
# Ordinary words with at most a capital first letter, single spaces and plain pauses: most of any lesson.
PLAIN = re.compile(rf"(?:[{UPPER}]?[{LOWER}]+[,.;:?!]? ){{1,12}}")

PAUSES = {",": ",", ";": ";", ":": ":", ".": ".", "?": "?", "!": "!", "…": "."}
PAUSES |= dict.fromkeys("()[]{}<>|•●▪‣◦→←⇒–—―、", ",") | {"\n": "."}
WORDS = {
    "%": "phần trăm",
    "‰": "phần nghìn",
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    "@": "a còng",
    "°": "độ",
    "×": "nhân",
    "÷": "chia",
    "±": "cộng trừ",
    "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng",
    "≠": "khác",
    "≈": "khoảng",
    "$": "đô la",
    "€": "ơ rô",
    "£": "bảng Anh",
    "¥": "yên",
    "₫": "đồng",
}
# Between the words of one glossary term stands anything that is not heard ("CH-Play", "CH “Play”").
SILENT = rf"[^\w\u0300-\u036f\u0e00-\u0eff\u1780-\u17ff\uaa00-\uaadf/{re.escape(''.join([*PAUSES, *WORDS]))}]"

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_SYLLABLE = re.compile(rf"{_ONSET}[aăâeêioôơuưy]{{1,3}}(?:ch|nh|ng|[cmnpt])?")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
# Most sentences hold nothing else, and then need no look at each character.
_USUAL = re.compile(rf"(?:[{LOWER}{UPPER}0-9.,;:?!%/()\-]| (?! |$))*")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable, marks or none."""
    return bool(_SYLLABLE.fullmatch(_without_tone(word.lower())))


def has_vowel_mark(word: str) -> bool:
    """Whether a word carries a tone or a vowel mark: an abbreviation never does (đ alone proves nothing)."""
    return any(letter in _VOWELS and letter not in "aeiouy" for letter in word.lower())


def _without_tone(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def tidy(text: str) -> str:
    """Plain digits, single blanks, one line break between paragraphs, nothing that cannot be printed."""
    if _USUAL.fullmatch(text):
        return text
    text = text.replace("m²", "m2").replace("m³", "m3")
    table = {ord(char): new for char in set(text) if (new := _plain(char)) != char}
    text = unicodedata.normalize("NFC", text.translate(table))
    return _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def _plain(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() or char.isspace() else ""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in ("No", "Nl"):
        number = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
        return f" mũ {number} " if "<super>" in unicodedata.decomposition(char) else f" {number} "
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else char
