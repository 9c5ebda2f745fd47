"""Words for the settings of when something is wrong, and of what we say."""

from collections.abc import Mapping
from typing import Final

from incidentkit.words.council.explained import Chosen, Explained

_ONE_EACH: Final = "One on a line."

IN_PUBLIC: Final[Mapping[str, Explained]] = {
    # --- when something is wrong
    "severity_definitions": Explained(
        "What each severity means",
        "Your own words, shown beside the answers when people say how serious it is.",
        "Empty: the playbook has words of its own.",
    ),
    "sign_off": Explained(
        "Who signs what the public reads",
        "By severity. Shown at every step that approves words.",
        "One more pair of eyes at least, and higher up the more it can hurt.",
        how="Roles, with a comma between two.",
    ),
    "apology_authority": Explained(
        "Who may say sorry for the council",
        "Named as a signer when words admit a fault, and beside a draft with an apology.",
        "The head of communications, because an apology speaks for everybody.",
        how=_ONE_EACH,
    ),
    "preapproved_notice": Explained(
        "First notice approved beforehand",
        "Whether the first notice, in the agreed wording, may go out by one person.",
        "Yes, because minutes count at night. Have the wording agreed now.",
        {
            "no": Chosen("Somebody else signs even the first notice."),
            "yes": Chosen("One person can warn the public at once."),
        },
    ),
    "time_targets": Explained(
        "Your own time targets",
        "Minutes from the start, in place of the playbook's. Times that a law or a "
        "promise sets stay.",
        "Empty: the playbooks have targets.",
        how="Such as hacked-account/publish-the-notice Serious 15. The short name of a "
        "step is in the printed playbook.",
    ),
    "own_bad_post": Explained(
        "A post of ours that is wrong",
        "What the playbook suggests. Going against it needs a reason.",
        "Case by case with a short test of harm, because harm decides.",
        {
            "leave and correct": Chosen(
                "The mistake stays in view with the truth beside it.",
                "M11-B2, M11-4f3, TM-11b",
            ),
            "hide": Chosen("Nobody sees it, and it can come back."),
            "delete": Chosen(
                "It is gone from us, and copies stay. Say that you did it.",
                "EAS-35, for a hacked account only",
            ),
            "case by case": Chosen(
                "Unlawful or still hurting: captured, then removed in the open. Merely "
                "wrong: corrected and kept.",
                "CH-Do9a asks for openness, EAS-16 for agreeing the remedy",
            ),
        },
        question="When a post of your own is wrong, what is your rule?",
    ),
    "staff_mistake_first_told": Explained(
        "Who hears first of a colleague's mistake",
        "What the playbook suggests. If the manager is the subject, skip to the deputy.",
        "Communications and the manager, so that neither waits for the other.",
        {
            "manager": Chosen(
                "The person's manager decides who else.", "EAS-16, EAS-19"
            ),
            "director": Chosen("A named director hears first.", "TM-4.2, TM-13.6"),
            "comms": Chosen("The team that can act hears first.", "M11-4f2"),
            "comms and manager": Chosen("Both hear at once.", "AB-2.6b"),
        },
        question="Who hears first when a colleague posted something by mistake?",
    ),
    "suspend_posting": Explained(
        "Right to post while it is looked into",
        "Whether somebody keeps posting meanwhile. It is no punishment.",
        "From serious on, because less would hurt the person more than it helps.",
        {
            "always": Chosen("Nobody posts while their post is looked into."),
            "serious": Chosen("Only when it is serious or critical.", "TM-13.2"),
            "never": Chosen("They go on, with somebody reading along."),
        },
    ),
    "evidence_before_removal": Explained(
        "Evidence before something is removed",
        "Whether something can go before it is captured.",
        "Except in danger, because a picture must not cost a life.",
        {
            "always": Chosen(
                "In danger too each removal needs a capture, or a reason written for "
                "it alone.",
                "AB-1.5",
            ),
            "except danger": Chosen("Once danger is recorded, removal may come first."),
        },
    ),
    "next_update_minutes": Explained(
        "Minutes between two public updates",
        "The next update is promised in messages.",
        "An hour, which can be kept for a whole day.",
    ),
    "review_hours": Explained(
        "Hours until an incident is looked at again",
        "The first look back, after the harm was stopped, is due by it.",
        "A day: what was missed in the rush is easier to see then.",
    ),
    "fallback_channels": Explained(
        "Where we speak when an account is lost",
        "The order in which channels are offered for a notice.",
        "The website first, because it is ours and people can check it.",
        how=f"{_ONE_EACH} Such as website, email, press, or the name of a network.",
        question="Where do you speak when an account is lost?",
    ),
    "breach_clock": Explained(
        "When the 72 hours begin",
        "The law counts from when you are reasonably certain that personal data is "
        "affected.",
        "You are asked, and it counts from the start until you say.",
        {
            "ask at the start": Chosen(
                "Counts from the start until somebody says when."
            ),
            "at the start": Chosen("Counts from the start. Cautious; nobody is asked."),
            "at the decision": Chosen(
                "Shows no time until somebody says when. Easy to forget."
            ),
        },
    ),
    "breach_questions": Explained(
        "Your own questions about personal data",
        "Shown with the step that weighs what happened to personal data.",
        "Empty: the playbook has the usual ones.",
        how=_ONE_EACH,
    ),
    "external_notifications": Explained(
        "Who outside is told, and from when on",
        "Shown at the step that settles every message, so that none is forgotten.",
        "Empty: the playbooks name the usual ones.",
        how=f"{_ONE_EACH} Such as: Insurer, from serious on.",
    ),
    "emergency_mode": Explained(
        "Rules for an emergency at the same time",
        "Whether the playbook hands the message to the lead agency in an emergency.",
        "On, because two voices in an emergency cost trust.",
        {
            "on": Chosen("The lead agency's words go first, ours repeat them."),
            "off": Chosen("We speak for ourselves."),
        },
    ),
    "lead_agency": Explained(
        "Who leads in an emergency",
        "Filled into messages while the rules for emergencies are on.",
        "Empty, because it differs by place and kind.",
        how="Name and channel.",
    ),
    "lookback_months": Explained(
        "Months to look back for the same thing",
        "Closed incidents of the same kind are listed when the playbook asks whether it "
        "happened before.",
        "Two years, as long as people remember.",
    ),
    # --- comments
    "removal_notice": Explained(
        "Who is told when a comment is removed",
        "What the playbook suggests. The rule that was broken is always in the log.",
        "The poster where possible, because it is fair and prevents the next one.",
        {
            "poster": Chosen("They hear the rule and how to ask again.", "CH-Do11a"),
            "audience": Chosen("Everybody sees that something went.", "M11-4h, EAS-32"),
            "rules only": Chosen("Nobody is written to; the published rules say it."),
        },
        question="When you remove a comment, who is told?",
    ),
    "hide_before_delete": Explained(
        "Hide before deleting",
        "Whether hiding is the rule where a platform can.",
        "Yes, because it can be taken back.",
        {
            "yes": Chosen("Comments are hidden first."),
            "no": Chosen("Comments are deleted at once, after the capture."),
        },
    ),
    "reply_policy": Explained(
        "Which comments get an answer",
        "What the playbook suggests.",
        "Looked through and recorded, with every direct question answered.",
        {
            "all": Chosen(
                "Everything gets an answer. Abuse may grow.", "EAS-25, EAS-31"
            ),
            "triage": Chosen(
                "Everything is looked at; questions are answered.", "CH-Dn5, CH-Dn6"
            ),
        },
    ),
    "house_rules": Explained(
        "Your published rules for comments",
        "Shown at steps that judge a comment, so that nobody has to look them up. Put "
        "the version or date in the first line.",
        "Empty, because you publish your own.",
        how="As many lines as you need.",
    ),
    "rules_page": Explained(
        "Page with these rules",
        "Filled into messages about comments.",
        "Empty, because only you know it.",
        how="An address that begins with https.",
    ),
    "swearing": Explained(
        "Swearing in comments",
        "What the playbook suggests.",
        "Removed, as most published rules say.",
        {
            "allowed": Chosen("Only threats and slurs go."),
            "removed": Chosen("It is hidden, with the rule named."),
        },
    ),
    "off_topic": Explained(
        "Comments that are beside the point",
        "What the playbook suggests.",
        "Allowed, because removing them looks like silencing people.",
        {
            "allowed": Chosen("They stay."),
            "removed": Chosen("They are hidden, with the rule named."),
        },
    ),
    "links_in_comments": Explained(
        "Links in comments",
        "What the playbook suggests. Harmful links go in any case.",
        "Allowed, because people often share help.",
        {
            "allowed": Chosen("They stay unless they do harm."),
            "removed": Chosen("Every link is hidden. Simple, and sometimes unfair."),
        },
    ),
    "block_days": Explained(
        "Days that a block lasts",
        "When a block for a time is looked at again.",
        "Thirty, long enough to calm down.",
    ),
    "block_second_person": Explained(
        "A second person for every block",
        "Whether two people agree before somebody is blocked.",
        "Yes, because a block keeps a resident out.",
        {
            "yes": Chosen("Two people agree; both are in the log."),
            "no": Chosen("One person blocks. Faster, and easier to get wrong."),
        },
    ),
    "appeal_working_days": Explained(
        "Working days to answer somebody who asks again",
        "When the answer to a request for review is due.",
        "Ten, a usual time for a complaint's first answer.",
    ),
    "appeal_contact": Explained(
        "Where people ask for a second look",
        "Filled into messages about a removal or a block.",
        "Empty, because only you know it.",
    ),
    "named_staff": Explained(
        "Comments that name staff",
        "What the playbook suggests. Criticism of the council stays in any case.",
        "Junior staff only: whoever speaks for the council in public is criticised in "
        "public.",
        {
            "hide all": Chosen(
                "Every name goes. Safe, and hides criticism.", "CH-Do11a"
            ),
            "junior only": Chosen("Senior people and councillors stay named."),
            "case by case": Chosen("Somebody weighs each.", "M11-3a, M11-4g"),
        },
    ),
    # --- press
    "press_terms": Explained(
        "Terms when a reporter names none",
        "What the playbook suggests.",
        "On the record, because everything may be quoted anyway.",
        {
            "on the record": Chosen("Everything said may be quoted by name."),
            "background": Chosen("It may be used, without a name. Agree it first."),
        },
    ),
    "press_terms_text": Explained(
        "What each of the terms means here",
        "Shown when the terms are agreed with a reporter.",
        "Empty: the playbook has short ones.",
        how=_ONE_EACH,
    ),
    "press_holding_minutes": Explained(
        "Minutes until a reporter has a first word",
        "When the holding answer is due.",
        "Twenty: reporters who hear nothing write that they heard nothing.",
    ),
    "press_chase_minutes": Explained(
        "Minutes until somebody is asked again",
        "When whoever has the facts is chased.",
        "An hour, which leaves time to find them.",
    ),
    "spokespeople": Explained(
        "Who speaks on what",
        "Shown at the step that asks who answers, and in the council's rules.",
        "Empty, because they change.",
        how=f"{_ONE_EACH} Such as: Housing: head of housing, deputy the director.",
    ),
    "member_quotes": Explained(
        "Quotes from councillors",
        "Whether a councillor is quoted in a statement.",
        "Officers only before elections, as the publicity code asks.",
        {
            "allowed": Chosen("Councillors may be quoted at any time."),
            "officers only before elections": Chosen(
                "Officers speak between notice and poll."
            ),
            "never": Chosen("Officers speak always."),
        },
    ),
    # --- words
    "signature": Explained(
        "How replies are signed",
        "What the playbook suggests. Under abuse nobody signs.",
        "Initials: somebody answered, and nobody can look them up.",
        {
            "none": Chosen("The council answers.", "TM-11a"),
            "initials": Chosen("A caret and initials.", "EAS-33"),
            "first name": Chosen("Warm, and easier to find.", "M11-4c1, AB-2.1"),
        },
    ),
    "naming_of_staff": Explained(
        "Naming staff in public",
        "A draft that speaks of a member of staff as the one who did it is marked.",
        "Never: a name follows a person for years.",
        {
            "never": Chosen("A draft that names a colleague is marked."),
            "with consent": Chosen("The mark asks whether they agreed.", "M11-B3"),
        },
    ),
    "humour": Explained(
        "Humour",
        "Whether a light tone, with smileys, is marked in a draft.",
        "Only while it is minor, and never where somebody is hurt.",
        {
            "never": Chosen("A light tone is marked always."),
            "minor only": Chosen(
                "It is marked from embarrassing on.", "CH-Do9b, TM-G8; M11-B1 warns"
            ),
        },
    ),
    "link_policy": Explained(
        "Links in messages",
        "Which links a draft may have without a mark. After a hijack a short link looks "
        "like the attack itself.",
        "The council's own pages, because people can check them.",
        {
            "own domain": Chosen("Only the council's own domains.", "Security advice"),
            "approved list": Chosen("Also those that you list below."),
            "any": Chosen("Nothing is marked.", "CH-C7, TM-G10 use short links"),
        },
    ),
    "approved_link_domains": Explained(
        "Other domains that may be linked",
        "Counts when links are limited to a list.",
        "Empty, because only you know whom you trust.",
        how="Such as police.example.org, with a space between two.",
    ),
    "phone_format": Explained(
        "Telephone numbers in messages",
        "How numbers are written, in the contact that is filled in too.",
        "In groups, which is easier to read and to hear.",
        {
            "grouped": Chosen("01632 960 001"),
            "plain": Chosen("01632960001", "TM-G9"),
        },
    ),
    # --- elections
    "elections": Explained(
        "Periods before elections",
        "From the notice to the poll. On these days playbooks know that an election "
        "period is running, and the first screen says so from two weeks before.",
        "Empty, because only you know the dates.",
        how="One on a line, such as 2027-03-22 to 2027-05-06 county council.",
        question="When are the next periods before an election?",
    ),
}
