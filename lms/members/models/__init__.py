from .consent import Consent, ConsentText
from .erasure import Erasure
from .imprint import SheetImprint
from .remits import Remit
from .sign_in import PinIssue, SignInCode, SignInTries
from .teams import Membership, Team, Village
from .units import FormerCommune, Unit, UnitEvent, UnitEventPart, UnitName
from .users import User

__all__ = [
    "Consent",
    "ConsentText",
    "Erasure",
    "FormerCommune",
    "Membership",
    "PinIssue",
    "Remit",
    "SheetImprint",
    "SignInCode",
    "SignInTries",
    "Team",
    "Unit",
    "UnitEvent",
    "UnitEventPart",
    "UnitName",
    "User",
    "Village",
]
