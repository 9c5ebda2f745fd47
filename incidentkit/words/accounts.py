"""What the parts of an account are called, keyed by their names in the program."""

from collections.abc import Mapping
from types import MappingProxyType

ACCESS: Mapping[str, str] = MappingProxyType(
    {
        "own-login": "Its own login",
        "roles": "Roles on people's own profiles",
        "mailbox": "A mailbox",
        "tool": "A tool that posts for us",
        "number": "A telephone number",
        "held-elsewhere": "Kept in another vault",
    }
)

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "asked-for": "Asked for",
        "planned": "Planned",
        "live": "In use",
        "dormant": "Dormant",
        "closed": "Closed",
    }
)

MAY: Mapping[str, str] = MappingProxyType(
    {
        "read": "Read",
        "post": "Post",
        "reply": "Reply",
        "moderate": "Moderate",
        "administer": "Administer",
    }
)

SECOND_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "none": "None",
        "app": "A code from an app",
        "key": "A security key",
        "text-message": "A code by text message",
        "email": "A code by e-mail",
        "prompt": "A prompt on a telephone",
        "pin": "A PIN",
    }
)

TIES: Mapping[str, str] = MappingProxyType(
    {
        "same-login": "The same login opens",
        "mailbox": "Can be taken through",
        "scheduler": "Is posted to by",
        "cross-post": "Repeats what is posted on",
    }
)

# The same from the other side.
TIES_BACK: Mapping[str, str] = MappingProxyType(
    {
        "same-login": "The same login opens",
        "mailbox": "Its mailbox can take",
        "scheduler": "Posts to",
        "cross-post": "Is repeated by",
    }
)

ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "login": "Login",
        "secret": "Password",
        "totp": "Sign-in codes",
        "note": "Note for holders",
        "codes": "Recovery codes",
    }
)

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "platform": "Platform",
        "handle": "Handle",
        "access": "How people get in",
        "status": "Status",
        "url": "Address",
        "purpose": "Purpose",
        "audience": "Who it is for",
        "language": "Language",
        "service_owner": "Service that owns it",
        "business_case": "Why we want it",
        "approval": "Approval reference",
        "verification": "Verification",
        "adverts": "Advert account",
        "fallback": "If it fails, we use",
        "hours": "Monitoring hours",
        "archiving": "How it is archived",
        "risk": "Risk note",
        "codes_place": "Where recovery codes are",
        "notes": "Notes for everybody",
        "recovery_mailbox": "Recovery mailbox",
        "recovery_phone": "Recovery telephone",
        "elsewhere": "Where it is kept",
        "portfolio": "Who owns the portfolio",
    }
)

# Each follows "Changed because".
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "compromise": "somebody else may have it",
        "leaver": "somebody left",
        "role-change": "somebody changed role",
        "lost-device": "a device was lost",
        "agency-ended": "an agency's contract ended",
        "seen-outside": "it was seen outside the vault",
        "break-glass": "it was opened in an emergency",
        "tool-incident": "a tool or mailbox was affected",
        "reused": "it was used somewhere else as well",
        "policy": "our policy asks for it",
        "other": "there was another reason",
    }
)

PORTFOLIO: Mapping[str, str] = MappingProxyType(
    {"": "Nobody knows yet", "us": "The council", "agency": "An agency"}
)

WAYS: Mapping[str, str] = MappingProxyType(
    {
        "holder": "Can open the password",
        "role": "Has a role on the platform",
        "tool": "Has a seat in a tool",
        "phone": "Carries the telephone",
        "agency": "Posts for us as an agency",
    }
)

# Everybody and everything that an account names: ways to post, and what is none.
NAMED: Mapping[str, str] = MappingProxyType(
    {
        **WAYS,
        "factor": "Holds the second step at sign-in",
        "app": "Is connected to the account",
        "permission": "Is allowed to work with it",
        "hangs": "Hangs on another account",
    }
)

SEEN: Mapping[str, str] = MappingProxyType(
    {"set": "Set it or put it in", "shown": "Was shown it"}
)

# What changing the secret means where there is none of the council's own.
NO_SECRET: Mapping[str, str] = MappingProxyType(
    {
        "roles": "There is no password of ours here. Check who holds a role, and ask "
        "somebody who can remove others to take off whoever should not be there.",
        "held-elsewhere": "The password is kept in another vault. Ask whoever can open "
        "it there to change it.",
    }
)

MAILBOX_CHANGE = (
    "A shared mailbox usually has no password of its own. Ring the ICT service desk "
    "and ask them to check who has access, forwarding and rules."
)

POLICY_CHANGE = (
    "Our policy asks for this. National advice is not to change a password on a date "
    "alone, so use a new one every time and never a variation of the old one."
)

# What an import preview says of a row it takes, or passes over.
NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "blank-row": "This row is blank and is passed over.",
        "not-a-login": "This row is a note or a card, not a login, and is passed over.",
        "login-left-out": "The login is somebody's own, so it is left out.",
        "same-account-twice": "The table has this account more than once. This row is "
        "passed over, unless you say otherwise.",
        "there-already": "The kit has this account already. The row is passed over, "
        "unless you say otherwise.",
        "browsers-own": "The browser keeps this for itself. It is passed over.",
        "archived": "It was archived in the program it comes from, and is passed over.",
        "changed-letters": "The password holds signs such as &amp;, which some programs "
        "write for &. It is kept as it stands. Try it before you rely on it.",
    }
)

DUPLICATES: Mapping[str, str] = MappingProxyType(
    {"same-account-twice": "in this table", "there-already": "in the kit"}
)

LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        "keepassxc": "A table from KeePassXC",
        "bitwarden": "A table from Bitwarden",
        "bitwarden-organisation": "A table from a Bitwarden organisation",
        "1password": "A table from 1Password",
        "lastpass": "A table from LastPass",
        "chromium": "A table from Chrome or Edge",
        "firefox": "A table from Firefox",
        "incidentkit": "A table that a kit wrote",
        "other": "A table with headings of its own",
    }
)


def strength_in_words(bits: float) -> str:
    """Return how hard a new password is to guess, with the figure it rests on."""
    whole = int(bits)
    if whole >= 75:
        return f"Beyond anybody's reach ({whole} bits)"
    if whole >= 55:
        return f"Strong ({whole} bits)"
    return f"Enough only where a second step is on ({whole} bits)"


# By their slugs in the platform files, which say the same: a test compares them.
PLATFORMS: Mapping[str, str] = MappingProxyType(
    {
        "bluesky": "Bluesky",
        "facebook": "Facebook Page",
        "flickr": "Flickr",
        "instagram": "Instagram",
        "linkedin": "LinkedIn Page",
        "mailbox": "Mailbox",
        "mastodon": "Mastodon",
        "nextdoor": "Nextdoor agency page",
        "phone": "Phone number",
        "threads": "Threads",
        "tiktok": "TikTok",
        "tool": "Management tool",
        "whatsapp-channel": "WhatsApp Channel",
        "x": "X",
        "youtube": "YouTube",
    }
)
_WITH_AT = frozenset(
    {"bluesky", "instagram", "mastodon", "threads", "tiktok", "x", "youtube"}
)


def closed(label: str) -> str:
    """Name an account that is not used any more."""
    return f"{label} (closed)"


def account_name(platform: str, handle: str) -> str:
    """Return what an account is called wherever people read of it: X @AshcombeDC."""
    return f"{PLATFORMS.get(platform, platform)} {handle_name(platform, handle)}"


def handle_name(platform: str, handle: str) -> str:
    """Return a handle as people read it, with the @ where its platform writes one."""
    is_plain = platform not in _WITH_AT or "@" in handle or " " in handle
    return handle if is_plain or not handle else f"@{handle}"
