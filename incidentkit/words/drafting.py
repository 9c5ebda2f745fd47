"""What people read about templates, counting and checks."""

from collections.abc import Mapping
from types import MappingProxyType

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "accounts": "The accounts concerned, one line each",
        "actions": "The actions, each with an owner and a date",
        "advice": "What people should do now",
        "allegations": "What is alleged, point by point",
        "answer": "The answer to what was asked, with the people concerned first",
        "answer_by": "The last day for an answer",
        "answers": "What we answer to each question",
        "asks": "What is needed, one line for each person",
        "changes": "What was changed so that it is less likely to happen again",
        "complaints_page": "The page with the complaints procedure",
        "concern": "What we feel for the people concerned, as a whole sentence",
        "consequences": "What it could mean for the people concerned",
        "contact": "The council's general contact for this",
        "control_now": "Whether the account is under our control now, as a whole sentence",
        "costs": "What it cost, in time and money",
        "council": "The council's name",
        "counts": "How many accounts there are, and how many are in order",
        "data_kinds": "The sorts of information concerned",
        "data_officer": "The data protection officer and how to reach them",
        "date": "Today's date",
        "deadline": "When the reporter needs the answer",
        "deadlines": "What is due by when",
        "decision": "What was decided, as a whole sentence",
        "decline_reason": "Why it cannot be answered now, in whole sentences",
        "do_differently": "What we would do differently, without naming anybody",
        "do_not_say": "What not to say",
        "domain": "The council's website domain",
        "done_when": "The day it was done",
        "due": "The day it is due",
        "escalation": "Where a caller in distress or danger is put through to",
        "evidence": "The evidence held, with its hashes",
        "exceptions": "The exceptions, each with a reason, an owner and an end",
        "exercises": "Exercises held, and what they showed",
        "explanation": "How it came about, only as far as it is confirmed",
        "fact": "The right fact, as a whole sentence",
        "facts_with_sources": "The facts, each with its source",
        "fake_account": "What the false account calls itself, without a link or an @",
        "findings": "What was found and confirmed, in whole sentences",
        "first_question": "What the first question is about",
        "handle": "The account's handle",
        "handover_lines": "What to say when the answer is not known",
        "happened_when": "When it happened, as far as is known",
        "harm": "Why it is urgent: what harm the account does meanwhile",
        "helplines": "The helplines the council has approved",
        "how_known": "How the council became aware",
        "impact": "What it did to the people concerned, without repeating the words",
        "incident": "The incident's reference",
        "kind": "Live or recorded, and how long",
        "known": "What is known",
        "last_day": "The last day at work",
        "late_reason": "Why the report is late",
        "lead_agency": "Who leads the emergency, and their channel",
        "leavers": "Who left or changed, by number, and whether access was taken away",
        "length": "How long it lasts, and the day it ends",
        "likely": "The questions we expect",
        "link": "The address of the notice to point people to",
        "links": "The addresses of pages to read",
        "loss": "The loss or harm known so far",
        "measures": "What has been done and is planned",
        "messages": "Three messages, one line each",
        "missing": "What is missing, one line each",
        "name": "The reporter's name",
        "next_step": "What happens next, who sees to it and by when, as a whole sentence",
        "next_update": "When the next update comes, in UK local time",
        "not_known": "What is not known yet",
        "notice_copy": "The notice, without who sent it unless they agreed",
        "offer": "What we do about it, who does it and by when, as a whole sentence",
        "official_channels": "The page that lists the council's genuine channels",
        "others": "Who else is asked or takes part",
        "others_told": "Which other authorities have been told",
        "outlet": "The paper, station or site",
        "overdue": "What is overdue and by how long, by number and not by account",
        "page_id": "The page's or account's number on the platform",
        "people_count": "About how many people are concerned",
        "people_kinds": "The sorts of people concerned",
        "people_told": "Whether the people concerned were told, and how",
        "period": "The month this is about",
        "place": "Where and when, and who goes along",
        "platform": "The platform's name",
        "platform_rule": "Which of the platform's own rules it breaks",
        "points_answered": "The answer to each point, and what it rests on",
        "post_links": "The addresses of the posts or comments",
        "posted_when": "When the comment was posted",
        "posts_to_ignore": "The type of posts to ignore, without repeating them",
        "process": "What can be told, such as how it is decided and when",
        "promised": "When the reporter hears from us next",
        "public_line": "The line that may be said in public",
        "publication": "When it may be published or broadcast",
        "question": "The question, in the reporter's own words",
        "questions": "Questions callers ask, each with its answer",
        "quote": "The words of the quote, as the person agreed them",
        "quoted": "The words that are wrong, and where they stand",
        "quoted_role": "Whose words these are, by role",
        "received": "What people received, such as: a direct message about a prize",
        "received_at": "When it reached us, in UK local time",
        "received_when": "When people received it",
        "recipient": "Who the message is to",
        "recipients": "Whom it went to, and at what time",
        "records_count": "About how many records are concerned",
        "reference": "The reference of the complaint, request or report",
        "registered_email": "The email address registered with the account",
        "removed": "What was published and removed, such as: four posts were published",
        "reopens_when": "The day and time comments open again",
        "repair": "What we do to put it right, as a whole sentence",
        "responsible": "Who is responsible and where to turn, as a whole sentence",
        "review_date": "The day the decision is looked at again",
        "review_route": "How to ask for a second look, as a whole sentence",
        "right": "What is right, and what shows it",
        "right_fact": "What is right in place of what we said, as a whole sentence",
        "route": "Where to turn instead, with its address, as a whole sentence",
        "rule": "The rule, in its own words, as a whole sentence",
        "rules_page": "The page with the rules for comments",
        "safe_channels": "The channels that are not affected",
        "said": "What has been said so far, and where",
        "said_before": "What we had said, such as: that the office opens at 9am",
        "severity": "The incident's severity",
        "signatory": "Who signs, by role",
        "source": "Where the fact can be checked",
        "speaker": "Who speaks, by role, and when they were last trained",
        "stand_in": "Who stands in, by role",
        "status": "The state of the account now",
        "status_of_posts": "Whether the posts are hidden, and what the police have said about deleting",
        "steps": "What is to be done, by whom and by when, one line each",
        "subject": "What this is about, in a few words and without repeating the offence",
        "support_route": "Who offers support, and how to reach them",
        "terms": "The terms it is given on, such as: on the record",
        "time": "The time of writing, in UK local time",
        "time_known": "When the council first knew, in UK local time",
        "time_needed": "How long the rest will take, as a day and a time",
        "time_regained": "When control was regained, in UK local time",
        "timeline": "What happened, in order, in UK local time",
        "topic": "What the false information was about, without repeating it",
        "updates_page": "The web page where updates appear",
        "went_well": "What went well",
        "what_we_did": "What we did, as a whole sentence that begins with: we",
        "what_went_wrong": "What went wrong for the person, as a whole sentence",
        "who_was_hurt": "Whom it hurt, as a group and without names",
        "why": "Why, as a whole sentence",
        "wording_sought": "The words we suggest in their place",
        "words": "What we said, word for word",
    }
)

# What may be said of an account in public, by how far we have it back.
CONTROL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "We are checking whether the account is under our control.",
        "lost": "The account is not under our control at the moment.",
        "in": "We can get into the account, and are making sure that nobody else can.",
        "changed": "We have the account back, and are making sure that nobody else can "
        "use it.",
        "regained": "The account is back under our control.",
    }
)
CONTROL_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "Being checked",
        "lost": "Not under our control",
        "in": "Under our control",
        "changed": "Under our control",
        "regained": "Under our control",
    }
)

SECTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "block": "It is a decision to block somebody",
        "changed": "It has been changed",
        "data": "Personal information may be concerned",
        "elsewhere": "Somebody else is responsible",
        "emergency": "An emergency is running at the same time",
        "explained": "How it came about is confirmed",
        "incomplete": "The notice is not complete",
        "late": "The report comes later than 72 hours",
        "more_time": "The time we were given is too short",
        "no_address": "There is no name or address to answer to",
        "pretending": "The account pretends to be ours",
        "quote": "Somebody is quoted",
        "review": "Somebody asked us to look again",
        "safety": "People need advice to stay safe",
        "taken_down": "The post was taken down",
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
        "other-file": "By its heading it is another template.",
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
