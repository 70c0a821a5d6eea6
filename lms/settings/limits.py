"""Limits and defaults that an installation may set: data, never code."""

from __future__ import annotations

from .environment import env, env_int, env_ints, env_list

LMS_RADIO_RATE = env_int("LMS_RADIO_RATE", 180)  # syllables a minute; between 150 and 220
# What a region says: nghìn or ngàn, linh or lẻ, mốt or một, tư or bốn, lăm or nhăm (21, 24, 25); the first by default.
LMS_RADIO_WORDS = env_list("LMS_RADIO_WORDS", "nghìn,linh,mốt,tư,lăm")
LMS_RADIO_CUTS = env_ints("LMS_RADIO_CUTS", "30,60,180")  # seconds
LMS_RADIO_SLOT_MINUTES = env_ints("LMS_RADIO_SLOT_MINUTES", "5,10,15")
# Languages that scripts are read in beside Vietnamese, as ISO 639-3 codes and names.
LMS_RADIO_LANGUAGES = env_list("LMS_RADIO_LANGUAGES", "khm:Khmer,cjm:Chăm,hmn:Mông,blt:Thái,rad:Ê Đê,jra:Gia Rai")
LMS_RADIO_RECORDING_MAX_BYTES = env_int("LMS_RADIO_RECORDING_MAX_BYTES", 20 * 1024 * 1024)
LMS_STEP_RECORDING_MAX_BYTES = env_int("LMS_STEP_RECORDING_MAX_BYTES", 2 * 1024 * 1024)  # of a lesson's step, read out
LMS_RADIO_CALLS_PER_HOUR = env_int("LMS_RADIO_CALLS_PER_HOUR", 600)  # of a station's machine
LMS_SCREENSHOT_MAX_BYTES = env_int("LMS_SCREENSHOT_MAX_BYTES", 8 * 1024 * 1024)
LMS_SCREENSHOT_MAX_PIXELS = env_int("LMS_SCREENSHOT_MAX_PIXELS", 25_000_000)
LMS_SCREENSHOT_WIDTH = env_int("LMS_SCREENSHOT_WIDTH", 1080)  # stored no wider than this
LMS_PICTURE_FORMATS = env_list("LMS_PICTURE_FORMATS", "avif,webp")  # shown in; what Pillow cannot write is left out
LMS_QUESTION_FILE_MAX_BYTES = env_int("LMS_QUESTION_FILE_MAX_BYTES", 2 * 1024 * 1024)  # a list of questions
LMS_CHECK_TRIES_PER_HOUR = env_int("LMS_CHECK_TRIES_PER_HOUR", 60)  # certificate look-ups an address
LMS_RENEWAL_QUESTIONS = env_int("LMS_RENEWAL_QUESTIONS", 10)  # where nothing changed since the award
LMS_SHEETS_PER_HOUR = env_int("LMS_SHEETS_PER_HOUR", 300)  # sheets drawn anew an address; finished ones are free
LMS_SCREEN_REPORTS_PER_HOUR = env_int("LMS_SCREEN_REPORTS_PER_HOUR", 30)  # “this screen differs”, an address
LMS_PROXY_COUNT = env_int("LMS_PROXY_COUNT", 0)  # our own proxies in front; their X-Forwarded-For is believed
LMS_SIGN_IN_TRIES = env_int("LMS_SIGN_IN_TRIES", 8)
LMS_SIGN_IN_TRIES_PER_ADDRESS = env_int("LMS_SIGN_IN_TRIES_PER_ADDRESS", 200)  # an hour; offices share one address
LMS_SIGN_IN_COOL_OFF_MINUTES = env_int("LMS_SIGN_IN_COOL_OFF_MINUTES", 15)
LMS_PIN_TRIES = env_int("LMS_PIN_TRIES", 20)  # wrong ones since the last success; then a leader makes a new PIN
LMS_KEEP_DAYS = env_int("LMS_KEEP_DAYS", 180)  # signed in on one's own phone, from the last day it was used
LMS_SIGN_IN_CODE_MINUTES = env_int("LMS_SIGN_IN_CODE_MINUTES", 5)  # to carry a sign-in to another browser
LMS_SIGN_IN_CODES_PER_HOUR = env_int("LMS_SIGN_IN_CODES_PER_HOUR", 20)  # made by a member
LMS_SIGN_IN_CODE_TRIES_PER_HOUR = env_int("LMS_SIGN_IN_CODE_TRIES_PER_HOUR", 60)  # opened or typed from an address

# Members are asked before anything of their learning is kept; "0" only where each has agreed in another way.
LMS_ASK_CONSENT = env("LMS_ASK_CONSENT", "1") == "1"
LMS_KEEP_INACTIVE_YEARS = env_int("LMS_KEEP_INACTIVE_YEARS", 3)  # then `anonymise_inactive` takes names away
LMS_CORRECTIONS_PER_HOUR = env_int("LMS_CORRECTIONS_PER_HOUR", 5)  # of a member's own name and contact phone
LMS_OWN_DATA_FILES_PER_HOUR = env_int("LMS_OWN_DATA_FILES_PER_HOUR", 10)  # a member's downloads of the own data
