"""DC05 and DC25: nothing personal goes out, and the contact is the council's own."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, Severity, warn
from incidentkit.drafting.checks.sentences import sentences

_REPAIR = "remove-personal"
_MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|ust|tember|ober|ember)?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS},? \d{{2,4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
)
_PHONE = re.compile(
    r"(?<![\w/.+-])(?:\+44 ?\(?0?\)?|0044 ?|\(?0)(?:[ \u00a0)-]{0,2}\d){9,10}(?![\w/-])"
)
_LANDLINES = ("01", "02")
_FOR_EVERYONE = ("03", "08", "09", "0500", "0118999")
_STREET = (
    r"(?:Road|Street|Avenue|Lane|Close|Drive|Way|Crescent|Court|Gardens|Terrace|Place"
    r"|Grove|Row|Mews|Rise|Walk|Rd|St|Ave)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:Flat|Apartment|Unit) \d{{1,4}}[A-Za-z]?,? )?\d{{1,4}}[A-Za-z]?,? "
    rf"(?!{_MONTHS}\b)[A-Z][a-z']{{1,20}}(?: [A-Z][a-z']{{1,20}}){{0,2}} {_STREET}\b"
)
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][a-z]+|\b(?:lives?|living|home|tenant|resident) "
)
_NAME = re.compile(r"\b([A-Z][a-z]{1,20}) ([A-Z][a-z]{1,20}(?:-[A-Z][a-z]{1,20})?)\b")
_NO_NAME_WORDS = (
    "Council Town Hall Library Centre Center House Offices Office Civic District Leisure"
    " Road Street Lane Avenue Market School Park Community Borough County Customer"
    " Services Service Square Station Church Building Court Place The Our At Visit High"
    " New Old North South East West Write Send Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday Green Depot Hub Museum Theatre Pool"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-TW-Z][A-CEGHJ-NP-TW-Z] ?"
    r"\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    rf"\b(?:born(?: on)?|date of birth|d\.?o\.?b\.?)[:,]?(?: is| was)? {_DATE}", re.I
)
_HEALTH_NUMBER = re.compile(
    r"\bNHS (?:number|no\.?):? ?(?:is )?\d{3} ?\d{3} ?\d{4}\b", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])")
_BANK = re.compile(r"\bsort code:? ?(?:is )?\d{2}[- ]?\d{2}[- ]?\d{2}\b", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:case|claim|complaint|tenancy|rent|council tax|benefits?|housing|patient"
    r"|customer|account)(?: (?:account|reference|ref|number|no))?(?: (?:number|no))?\.?"
    r"(?: is|:| #)? ?(?=[A-Z/-]{0,6}\d)[A-Z/-]{0,6}\d[\d/-]{3,16}\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])([\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
)
_PRIVATE_MAIL = re.compile(
    r"^(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|aol|btinternet|sky"
    r"|virginmedia|talktalk|protonmail|proton|gmx)\.",
    re.IGNORECASE,
)
# A name or an initial, then another name, perhaps with a number after it.
_PERSONS_MAIL = re.compile(r"[a-z]+[._-][a-z]{2,}\d*|[a-z]{3,}\d{1,4}", re.IGNORECASE)
_ROLE_MAIL = re.compile(
    r"^(?:press|media|news|info|contact|enquir\w*|help\w*|office|customer\w*|comms"
    r"|communications|team|hello|report\w*|service\w*|support|planning|licensing"
    r"|elections?|democratic|council\w*|privacy|foi|dpo|data\w*|complaints?|no-?reply)",
    re.IGNORECASE,
)
_ASK_FOR = re.compile(
    r"\b(?:[Cc]ontact|[Rr]ing|[Cc]all|[Ee]mail|[Pp]hone|[Tt]ext|[Mm]essage|[Ww]rite to"
    r"|[Aa]sk for|[Ss]peak to)"
    r" (?:[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}|[A-Z][a-z]{1,20})(?= on\b| at\b| directly\b)"
)
_NO_PERSON = frozenset(
    {"Us", "Customer", "Environmental", "The", "Our", "Council", "Housing"}
)
_OWN_CONTACT = warn("DC25", "not-general-contact", "general-contact")


def dc05(draft: Draft) -> Iterator[Finding]:
    """Nothing that belongs to one person goes out. A private message may need it."""
    text = draft.plain
    severity = Severity.BLOCK if draft.is_public else Severity.WARN
    found = [
        *((span, "personal-phone") for span in _private_numbers(draft, text)),
        *((span, "home-address") for span in _addresses(draft, text)),
        *((span, "postcode-and-name") for span in _postcodes(text)),
        *((span, "personal-email") for span in _private_mail(draft, text)),
        *((f.span(), "personal-number") for p in _NUMBERS for f in p.finditer(text)),
        *((f.span(), "date-of-birth") for f in _BORN.finditer(text)),
        *(
            (f.span(), "personal-number")
            for f in _CARD.finditer(text)
            if _adds_up(f[0])
        ),
        *((f.span(), "case-number") for f in _CASE.finditer(text)),
    ]
    for (start, end), reason in found:
        yield Finding("DC05", severity, start, end, reason, _REPAIR)


def dc25(draft: Draft) -> Iterator[Finding]:
    """People are sent to the council's general contact, not to one colleague."""
    if not draft.is_public:
        return
    text = draft.plain
    for found in _mailboxes(text):
        is_own = _is_within(found[2], draft.council.own_domains)
        if (
            is_own
            and not _is_contact(draft, found[0])
            and not _ROLE_MAIL.match(found[1])
        ):
            yield _OWN_CONTACT.at(found.span())
    for found in _ASK_FOR.finditer(text):
        if found[0].split(" ", 2)[-1].split()[0] not in _NO_PERSON:
            yield _OWN_CONTACT.at(found.span())


_NUMBERS = (_NATIONAL_INSURANCE, _HEALTH_NUMBER, _BANK)


def _private_numbers(draft: Draft, text: str) -> Iterator[tuple[int, int]]:
    """Yield telephone numbers that neither the council nor a public service gives out."""
    places: list[tuple[int, int]] = []
    for found in _PHONE.finditer(text):
        digits = _digits(found[0])
        if digits.startswith(_FOR_EVERYONE) or _is_contact(draft, found[0]):
            continue
        places = places or list(sentences(text))
        around = next((p for p in places if p[0] <= found.start() < p[1]), (0, 0))
        is_landline = digits.startswith(_LANDLINES) and not draft.council.contacts
        # Nobody said which numbers are ours: one beside a person is somebody's own.
        if not is_landline or _has_person(text[slice(*around)]):
            yield found.span()


def _digits(number: str) -> str:
    digits = "".join(c for c in number if c.isdigit())
    for prefix in ("0044", "44"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def _addresses(draft: Draft, text: str) -> Iterator[tuple[int, int]]:
    for found in _ADDRESS.finditer(text):
        if not _is_contact(draft, found[0]):
            yield found.span()


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield postcodes that stand in one sentence with a person."""
    for start, end in sentences(text):
        codes = [f.span() for f in _POSTCODE.finditer(text, start, end)]
        if codes and _has_person(text[start:end]):
            yield from codes


def _has_person(sentence: str) -> bool:
    return _TITLED.search(sentence) is not None or any(
        _NO_NAME.isdisjoint((found[1], found[2])) for found in _NAME.finditer(sentence)
    )


def _private_mail(draft: Draft, text: str) -> Iterator[tuple[int, int]]:
    for found in _mailboxes(text):
        is_private = _PRIVATE_MAIL.match(found[2]) or _is_a_persons(draft, found)
        if is_private and not _is_contact(draft, found[0]):
            yield found.span()


def _is_a_persons(draft: Draft, found: re.Match[str]) -> bool:
    """Whether a mailbox elsewhere is called as a person is, as far as that shows."""
    own = draft.council.own_domains
    is_elsewhere = bool(own) and not _is_within(found[2], own)
    return is_elsewhere and _PERSONS_MAIL.fullmatch(found[1]) is not None


def _mailboxes(text: str) -> Iterator[re.Match[str]]:
    """Yield the mailboxes of a text; most have none, which costs next to nothing."""
    return _EMAIL.finditer(text if "@" in text else "")


def _is_within(domain: str, domains: tuple[str, ...]) -> bool:
    name = domain.casefold()
    return any(name == d or name.endswith(f".{d}") for d in map(str.casefold, domains))


def _is_contact(draft: Draft, found: str) -> bool:
    """Whether the council gives this out itself."""
    digits = _digits(found)
    return any(
        found.casefold() in contact.casefold()
        or (len(digits) > _SHORT and digits == _digits(contact))
        for contact in draft.council.contacts
    )


_SHORT = 8


def _adds_up(number: str) -> bool:
    """Whether the last digit of a card number fits the others."""
    digits = [int(c) for c in number if c.isdigit()]
    doubled = [d if i % 2 else sum(divmod(d * 2, 10)) for i, d in enumerate(digits)]
    return sum(doubled) % 10 == 0 and any(digits)
