"""The shapes of written figures, and the words before them that decide how they are read."""

import re

END = r"(?![^\W_])"

LAW = re.compile(
    r"(?P<number>\d+)(?:-(?P<kind>[A-ZĐ]{2,}))?(?:/(?P<year>\d{4}))?"
    r"/(?P<code>[A-ZĐ][A-ZĐa-zđ]*\d*(?:[-&][A-ZĐ][A-ZĐa-zđ]*\d*)*)" + END
)
DATE = re.compile(r"(\d\d?)(?:/(\d\d?)/(\d{4}|\d\d)|([.-])(\d\d?)\4(\d{4}))" + END + r"(?!/)")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)" + END + r"(?!-)")
DAY_SPAN = re.compile(r"(\d\d?)(?= ?[-–] ?(\d\d?)/(\d\d?)(?:/\d{4})?" + END + "(?!/))")
DAY_RANGE = re.compile(r" ?[-–] ?\d\d?/\d")

PHONE = re.compile(
    r"(?:\+84[ .-]?\d{1,4}(?:[ .-]?\d{2,4}){1,4}|\(0\d{1,4}\) ?\d{1,7}(?:[ .-]?\d{2,4}){0,3}"
    r"|1[89]00(?:[ .]\d{2,4}){1,2}|0\d{1,4}(?:[ .-]\d{1,8}){1,4})" + END
)
PHONE_GROUP = re.compile(r"(?<=\+)84|\d+")
WHOLE_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}|1[89]00\d{4}(?:\d\d)?|\+84\d{9,10}")
HOTLINE = re.compile(r"1[89]00\d{4}(?:\d\d)?" + END)

CLOCK = re.compile(
    r"(\d{1,3}) ?(?:[hH] ?([0-5]?\d) ?(?:phút|ph|p|')|[hH]([0-5]?\d)|g([0-5]\d)|[hH])" + END  # 15h30, 7g30, 15h
)
SOUTHERN_CLOCK = re.compile(r"([01]?\d|2[0-4])g" + END)
CLOCK_NEXT = re.compile(r" (?:[01]?\d|2[0-4])(?::[0-5]\d|[hg][0-5]?\d?)" + END)
AFTER_MOMENT = re.compile(r"(?:lúc|vào|hồi|trước|sau) \Z")
PART_OF_DAY = re.compile(r" (?:sáng|trưa|chiều|tối|đêm|ngày)" + END)
COLON_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?h?" + END + r"(?!:)")
MINUTES = re.compile(r"(\d{1,3})(?:['′](?:([0-5]?\d)(?:''|″|\"))?|(''|″))" + END)

SLASHES = re.compile(r"\d+(?:/\d+)+" + END)
DASHES = re.compile(r"\d+(?:-\d+){2,}" + END)
COMMAS = re.compile(r"\d+(?:,\d+){2,}" + END)
DOTS = re.compile(r"\d+(?:\.\d+)+")
ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_WHOLE_PART = (
    r"(?:(?P<dotted>\d{1,3}(?:\.\d{3})+(?!\d)(?!\.\d))"
    r"|(?P<english>\d{1,3}(?:(?:,\d{3}){2,}|,000)(?!\d|,\d))"  # no one writes a decimal that ends in ,000
    r"|(?P<bare>\d+))"
)
NUMBER = re.compile(_WHOLE_PART + r"(?:,(?P<fraction>\d+)(?!,\d))?")
ENDLESS = re.compile(r"\d{21,}|\d{1,3}(?:[.,]\d{3}){7,}")
WHOLE_NUMBER = re.compile(_WHOLE_PART)
NUMBER_END = re.compile(r"(?![^\W_])(?!\.\d)|(?=[x×]\d)")
LETTERED = re.compile(r"(\d{1,4})([A-ZĐ])" + END)  # lớp 5A, quốc lộ 1A
MONEY_BEFORE = re.compile(r"([$€£¥]) ?(?=\d)")

AFTER_FIRST_DAY = re.compile(r"(?:ngày|mùng|mồng) \d\d?(?: ?[-–,] ?| và | đến | hoặc )\Z")
AFTER_DAY = re.compile(r"(?:ngày|mùng|mồng) \Z")
DAY_LIKELY = re.compile(
    r"(?:ngày|lễ|dịp|tết|quốc khánh|kỷ niệm|hôm|sáng|trưa|chiều|tối|đêm|trước|sau|từ|đến|hết|mùng|mồng"
    r"|thứ \w+|chủ nhật)[ ,]*\Z"
    r"|\d ?[-–] ?\Z"
)
AFTER_PLACE = re.compile(r"(?:nhà|ngõ|ngách|hẻm|kiệt|số|đường|thửa|bậc|tỷ lệ|tỉ lệ|tỷ số|tỉ số) \Z")
AFTER_LAW = re.compile(
    r"(?:nghị định|quyết định|thông tư|nghị quyết|luật|chỉ thị|công văn|pháp lệnh|văn bản"
    r"|đề án|kế hoạch|thông báo|hướng dẫn|quy định|kết luận)"
    r"(?: liên tịch)?(?: số)?:? \Z"
)
AFTER_HOTLINE = re.compile(
    r"(?:tổng đài|đường dây nóng|đầu số|điện thoại|số máy|(?:gọi|gửi)(?: đến| tới)? số|tài khoản|mật khẩu|biển số"
    r"|mã(?: otp| pin| xác nhận| xác thực| vùng| bưu chính)?)(?: số)?(?: là)?:? \Z"
)
AFTER_SEND = re.compile(r"(?:gọi|gửi|nhắn|tin)(?: ngay)?(?: đến| tới| về)? \Z")
GOES_ON = re.compile(r" (?:để|và|hoặc|nếu|khi|là|xin|ngay|trước|miễn)(?![^\W_])")
AFTER_RANK = re.compile(r"(?:\A|[^\w])thứ (?:\d ?[-–] ?)?\Z")
AFTER_MONTH = re.compile(r"(?:\A|[^\w])tháng (?:\d\d? ?[-–] ?)?\Z")
AFTER_CALL = re.compile(
    r"(?:gọi(?: ngay| đến| tới| điện)*|số|cảnh sát|cấp cứu|cứu hỏa|công an|11[1-5](?:,| và| hoặc)):? \Z"
)
EMERGENCY_NUMBERS = frozenset({"111", "112", "113", "114", "115"})
DOCUMENT_KINDS = frozenset({"NĐ", "QĐ", "TT", "TTLT", "NQ", "CT", "KH", "CV", "HD", "BC", "TB", "TTr"})
