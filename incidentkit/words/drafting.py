"""What people read about templates, counting and checks."""

from collections.abc import Mapping
from types import MappingProxyType

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "advice": "What people should do now",
        "asks": "What is needed, one line for each person",
        "changes": "What was changed so that it is less likely to happen again",
        "consequences": "What it could mean for the people concerned",
        "contact": "The council's general contact for this",
        "council": "The council's name",
        "data_kinds": "The sorts of information concerned",
        "data_officer": "The data protection officer and how to reach them",
        "date": "Today's date",
        "deadlines": "What is due by when",
        "domain": "The council's website domain",
        "escalation": "Where a caller in distress or danger is put through to",
        "evidence": "The evidence held, with its hashes",
        "fact": "The right fact, as a whole sentence",
        "findings": "What was found and confirmed, in whole sentences",
        "handle": "The account's handle",
        "happened_when": "When it happened, as far as is known",
        "harm": "Why it is urgent: what harm the account does meanwhile",
        "how_known": "How the council became aware",
        "incident": "The incident's reference",
        "known": "What is known",
        "late_reason": "Why the report is late",
        "lead_agency": "Who leads the emergency, and their channel",
        "link": "The address of the notice to point people to",
        "loss": "The loss or harm known so far",
        "measures": "What has been done and is planned",
        "next_update": "When the next update comes, in UK local time",
        "not_known": "What is not known yet",
        "official_channels": "The page that lists the council's genuine channels",
        "others_told": "Which other authorities have been told",
        "page_id": "The page's or account's number on the platform",
        "people_count": "About how many people are concerned",
        "people_kinds": "The sorts of people concerned",
        "people_told": "Whether the people concerned were told, and how",
        "platform": "The platform's name",
        "posts_to_ignore": "The type of posts to ignore, without repeating them",
        "public_line": "The line that may be said in public",
        "questions": "Questions callers ask, each with its answer",
        "received": "What people received, such as: a direct message about a prize",
        "received_when": "When people received it",
        "recipient": "Who the message is to",
        "records_count": "About how many records are concerned",
        "registered_email": "The email address registered with the account",
        "removed": "What was published and removed, such as: four posts were published",
        "safe_channels": "The channels that are not affected",
        "said": "What has been said so far, and where",
        "severity": "The incident's severity",
        "signatory": "Who signs, by role",
        "source": "Where the fact can be checked",
        "status": "The state of the account now",
        "time": "The time of writing, in UK local time",
        "time_known": "When the council first knew, in UK local time",
        "time_regained": "When control was regained, in UK local time",
        "timeline": "What happened, in order, in UK local time",
        "topic": "What the false information was about, without repeating it",
        "updates_page": "The web page where updates appear",
    }
)

SECTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "data": "Personal information may be concerned",
        "emergency": "An emergency is running at the same time",
        "late": "The report comes later than 72 hours",
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "unfilled-field": "This still has to be filled in.",
        "too-long": "The text is too long for this platform from here on.",
        "invalid-character": "The platform refuses a character that cannot be seen.",
        "too-many-links": "The platform refuses a post with this many links.",
        "too-many-hashtags": "The platform refuses a post with this many hashtags.",
        "cause-outside": "This says that somebody outside got in. That is not confirmed.",
        "cause-inside": "This says that somebody inside did it. That is not confirmed.",
        "cause-mistake": "This says that it was a mistake. That is not confirmed.",
        "cause-fault": "This says that it was a technical fault. That is not confirmed.",
        "no-next-update": "The notice does not say when the next update comes.",
        "no-time": "The notice does not say what time it speaks of.",
        "unknown-not-said": "The notice does not say what is not known yet.",
        "no-safety-advice": "The notice does not tell people how to stay safe.",
        "asks-for-details": "This asks people to send their details.",
    }
)

REPAIRS: Mapping[str, str] = MappingProxyType(
    {
        "fill-field": "Fill it in, or take the sentence out.",
        "shorten": "Shorten the text, or use the short version of the message.",
        "remove-character": "Delete it and type the word again.",
        "fewer-links": "Keep the one link people need.",
        "fewer-hashtags": "Keep only the hashtags people look for.",
        "say-state-only": "Say what people can see, such as: the account is not under"
        " our control.",
        "add-next-update": "Add a time for the next update, even if there may be no news.",
        "add-time": "Add the time of writing, or the time you first knew.",
        "add-unknown": "Add one sentence on what you are still finding out.",
        "add-safety-advice": "Add: do not open links from the account or reply to it.",
        "remove-request": "Take the request out. Point to the council's own contact page.",
    }
)

TEMPLATE_RULES: Mapping[str, str] = MappingProxyType(
    {
        "template-too-long": "The template is longer than a template may be.",
        "template-twice": "There is another template with this name and version.",
        "no-divider": "There is no line with three hyphens under the heading.",
        "no-words": "The template has no words.",
        "hidden-character": "There is a character that cannot be seen.",
        "unknown-heading": "This is not one of the headings a template has.",
        "heading-twice": "This heading is there twice.",
        "heading-missing": "This heading is missing.",
        "bad-heading": "This heading has a value it cannot have.",
        "stray-braces": "There are double braces that do not belong to a field.",
        "not-a-field": "Only the name of a field can stand between double braces.",
        "unknown-field": "There is no field of this name.",
        "unknown-part": "There is no part of this name to switch on.",
        "parts-crossed": "Parts must be closed before the next begins.",
        "part-not-closed": "This part is not closed.",
        "value-too-long": "What was filled in for this field is too long.",
        "result-too-long": "The filled-in message is too long.",
    }
)

UNIT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "x-weight": "characters as X counts them",
        "mastodon": "characters as Mastodon counts them",
        "threads": "characters as Threads counts them",
        "graphemes": "characters",
        "characters": "characters",
        "utf-16": "characters",
        "bytes": "bytes",
        "sms-parts": "parts",
    }
)

CONFIDENCE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "official": "from the platform's own pages",
        "several": "several sources agree",
        "third-party": "from one source that is not the platform",
        "unconfirmed": "not confirmed",
    }
)

SEVERITY_WORDS: Mapping[str, str] = MappingProxyType(
    {"block": "Stop", "warn": "Look again", "info": "For information"}
)

TASK_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "password": "Change the password",
        "sessions": "End all sessions",
        "apps": "Review connected apps",
        "two-factor": "Two-factor settings",
        "roles": "Who has a role",
        "hacked": "Report that it was taken over",
        "locked-out": "Get back in when locked out",
    }
)
