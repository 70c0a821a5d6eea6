from .consent import Consent, ConsentText
from .imprint import SheetImprint
from .remits import Remit
from .teams import Membership, Team, Village
from .units import FormerCommune, Unit, UnitEvent, UnitEventPart, UnitName
from .users import User

__all__ = [
    "Consent",
    "ConsentText",
    "FormerCommune",
    "Membership",
    "Remit",
    "SheetImprint",
    "Team",
    "Unit",
    "UnitEvent",
    "UnitEventPart",
    "UnitName",
    "User",
    "Village",
]
