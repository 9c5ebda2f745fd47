"""The two made-up incidents of the tour. No real person, no real council."""

from types import MappingProxyType

from incidentkit.app.rehearsal import Story

_VALUES = MappingProxyType(
    {
        "advice": "Do not open links from the account.",
        "asks": "ICT: look at the mailbox's forwarding rules.",
        "changes": "The login was changed and two-step sign-in set up afresh.",
        "consequences": "Somebody may have read messages that residents sent us.",
        "data_kinds": "Names and messages",
        "data_officer": "The data protection officer, dpo@ashcombe.example",
        "deadlines": "The regulator's 72 hours, if personal data was seen",
        "domain": "example.org",
        "escalation": "The duty officer",
        "evidence": "Listed in the incident report with its hashes",
        "fact": "Bin collections are as usual this week.",
        "findings": "For a short time posts appeared that are not ours.",
        "happened_when": "this morning",
        "harm": "Residents are being sent to harmful links.",
        "how_known": "A resident rang us",
        "impact": "Residents were sent to harmful links",
        "known": "Posts that are not ours appeared.",
        "late_reason": "It is not late",
        "lead_agency": "None",
        "link": "https://example.org/news/1",
        "loss": "None known",
        "measures": "The account was secured.",
        "next_step": "The head of communications looks at it again in a week",
        "not_known": "Whether messages were read",
        "others_told": "None yet",
        "page_id": "1000001",
        "people_count": "Not known yet",
        "people_kinds": "Residents",
        "people_told": "Through the public notice",
        "posts_to_ignore": "posts that offer money or prizes",
        "public_line": "We are working to secure the account.",
        "questions": "Is it safe to reply? Not until we say so.",
        "received": "a direct message about a prize",
        "received_when": "this morning",
        "recipient": "Resident",
        "records_count": "Not known yet",
        "registered_email": "comms@ashcombe.example",
        "removed": "two posts were published",
        "safe_channels": "our website and our other accounts",
        "said": "A first notice on the website",
        "severity": "Serious",
        "signatory": "Head of communications",
        "source": "https://example.org/bins",
        "subject": "Posts about prize money that were not ours",
        "time_regained": "08:05",
        "timeline": "Listed in the incident report",
        "topic": "bin collections",
    }
)

_TOOL = "change-the-login-of-the-tool-you-post-with"

HIJACKED_X = Story(
    title="Odd posts about prize money on our X account",
    account="x/AshcombeDC",
    seen="Two posts with links that nobody here wrote",
    answers=MappingProxyType(
        {
            "is-anyone-in-danger-right-now": "No",
            "can-you-get-in": "Yes",
            "had-somebody-else-been-in-that-mailbox": "No",
            "severity": "Serious",
            "could-somebody-in-the-account-see-messages-or-personal-data": "Yes",
            "did-they-publish-anything-false-or-dangerous": "Yes",
            "is-the-account-ours-alone-again": "Yes",
            "what-do-we-know-about-the-cause": "Confirmed",
        }
    ),
    rotations=MappingProxyType(
        {"change-the-accounts-password": "x/AshcombeDC", _TOOL: "tool/Scheduler"}
    ),
    values=_VALUES,
    cause="phishing",
    basis="ICT found the false sign-in page in the mailbox's history",
    summary="Two posts that were not ours; the account was secured within the hour.",
    lessons="Check the recovery mailbox every quarter.",
)

PAGE_TAKEN_OVER = Story(
    title="Our Facebook Page shares a harmful link",
    account="facebook/Ashcombe",
    seen="A link post at 06:50, and a person in the role list whom nobody knows",
    answers=MappingProxyType(
        {
            "is-anyone-in-danger-right-now": "Don't know yet",
            "can-you-get-in": "Partly",
            "is-there-somebody-in-the-account-whom-you-cannot-remove": "No",
            "severity": "Embarrassing",
            "is-the-account-ours-alone-again": "Yes",
            "what-do-we-know-about-the-cause": "Unexplained",
        }
    ),
    rotations=MappingProxyType({_TOOL: "tool/Scheduler"}),
    values=_VALUES,
    cause="",
    basis="",
    summary="A harmful link was up for forty minutes; the unknown person was removed.",
    lessons="Two people with full control, and two-step sign-in for everybody with a role.",
    alone=True,
)
