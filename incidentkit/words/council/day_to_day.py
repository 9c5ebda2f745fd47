"""Words for the settings of an ordinary day."""

from collections.abc import Mapping
from typing import Final

from incidentkit.words.council.explained import Chosen, Explained

_ONE_EACH: Final = "One on a line."

DAY_TO_DAY: Final[Mapping[str, Explained]] = {
    # --- who we are
    "nation": Explained(
        "Part of the country",
        "Decides the bank holidays that working days leave out, and whether words go "
        "out in Welsh as well.",
        "Most councils are in England, and only you know if yours is not.",
        {
            "England": Chosen("Bank holidays of England."),
            "Wales": Chosen(
                "Bank holidays of Wales. Public words are written in Welsh and English "
                "at the same time."
            ),
            "Scotland": Chosen("Bank holidays of Scotland."),
            "Northern Ireland": Chosen("Bank holidays of Northern Ireland."),
        },
        question="Where is your council?",
    ),
    "languages": Explained(
        "Languages for the public",
        "With Welsh among them, playbooks ask for the translation without asking you "
        "whether it is needed. In Wales it is always among them.",
        "English, because a translation nobody can make would hold a warning up.",
        how=_ONE_EACH,
    ),
    "welsh_name": Explained(
        "The council's name in Welsh",
        "Welsh messages give it. Without it they leave a gap for the name.",
        "Empty, because only you know it.",
    ),
    "welsh_people": Explained(
        "People who look after Welsh words",
        "Beside comms leads they may record that a translator approved a Welsh "
        "template. What they recorded counts as long as they are named here.",
        "Nobody, so that it takes a comms lead.",
        how="Names as they stand under People. One on a line.",
    ),
    "public_contact": Explained(
        "Contact for the public",
        "How people reach the council while a social network cannot be trusted. "
        "Messages name it.",
        "Empty, because only you know it.",
    ),
    "official_accounts_page": Explained(
        "Page that lists the council's accounts",
        "Messages name it, so that people can check which accounts are real.",
        "Empty, because only you know it.",
        how="An address that begins with https.",
    ),
    "own_email_domains": Explained(
        "The council's email domains",
        "Recovery mailboxes at other domains are pointed out, and links to these are "
        "the council's own.",
        "Empty, because only you know them.",
        how="Such as ashcombe.example.org, with a space between two.",
    ),
    "monitoring_hours": Explained(
        "Hours when somebody watches the channels",
        "Working hours and working days are counted in these. Outside them, steps that "
        "tell somebody show the cover below.",
        "Office hours, which is what most councils publish.",
        how="Such as Mon-Fri 09:00-17:00, and Sat 10:00-12:00 on a line of its own.",
        question="When does somebody watch your channels?",
    ),
    "out_of_hours_cover": Explained(
        "Cover outside these hours",
        "Whom to ring at night and at weekends. Shown at steps that tell somebody.",
        "Empty, because only you know the number.",
        how="Such as: duty phone, 01632 960 111.",
    ),
    "school_accounts": Explained(
        "Accounts of schools and partners",
        "Whether the kit keeps accounts that belong to schools or partners.",
        "No, because whoever may open a kit could then post as a school.",
        {
            "no": Chosen("A warning when an account looks like a school's."),
            "yes": Chosen(
                "No warning. Agree with each school who holds its account.",
                "EAS-39 gives schools roles of their own",
            ),
        },
    ),
    "policies": Explained(
        "Policies and laws that people go by",
        "The list is in the council's rules that people print, and its review is on "
        "the first screen when it is due.",
        "Empty, because every council has its own.",
        how=f"{_ONE_EACH} The name, where it is, and who looks after it.",
    ),
    "policy_review_months": Explained(
        "Months between two looks at the policies",
        "When the list above was not saved for so long, the first screen says so. Save "
        "it again when you have looked.",
        "A year, which is usual for policies.",
    ),
    # --- accounts
    "rotation": Explained(
        "Changing passwords on a date",
        "Whether passwords are changed at intervals although nothing happened. National "
        "advice is against changing on a date alone; some policies ask for it.",
        "Monthly, because the policy this kit began with asks for it. Choose review "
        "only if yours does not.",
        {
            "monthly": Chosen(
                "Every password is due each month. It removes forgotten holders, and "
                "costs time.",
                "CH-Do3a, CH-Dn2. National advice does not recommend it",
            ),
            "other interval": Chosen("The same, every so many months."),
            "review only": Chosen(
                "Holders are looked through at intervals. Passwords change when "
                "something happened.",
                "NCSC and NIST advice",
            ),
            "off": Chosen("Nothing is due on a date. Only events make a change due."),
        },
        question="Does your policy ask for new passwords on a date?",
    ),
    "rotation_months": Explained(
        "Months between two changes",
        "Counts only when passwords are changed at another interval.",
        "A quarter, a usual interval in policies that are not monthly.",
    ),
    "rotation_day": Explained(
        "Working day of the month on which the check is due",
        "Changes are due on this working day, bank holidays left out.",
        "The first, so that nobody has to think of it.",
    ),
    "round_days": Explained(
        "Days of the month that the account check falls on",
        "Decides by which day each account is looked at, when a check is begun.",
        "Spread, so that nobody has all of them on one day.",
        {
            "spread": Chosen(
                "Each account has its own working day, from the one above to the end "
                "of the month."
            ),
            "one day": Chosen("All of them by the working day above."),
        },
    ),
    "rotation_grace_days": Explained(
        "Days of grace after that",
        "Only after these a change, or an account in the monthly check, counts as late.",
        "Five, so that a week of leave makes nothing late.",
    ),
    "code_keys": Explained(
        "Keys for sign-in codes",
        "When they are not kept, the kit takes none, by hand or from a table.",
        "Kept, so that a second person can sign in when the first cannot be reached.",
        {
            "kept": Chosen(
                "Holders can see the sign-in code of the moment in the kit. Whoever "
                "opens both has both steps."
            ),
            "not kept": Chosen(
                "The second step stays on a telephone or a key. The kit notes who "
                "holds it."
            ),
        },
    ),
    "event_triggers": Explained(
        "What makes a change due the same day",
        "When a change that was begun for one of these is not confirmed by the next "
        "day, the first screen says so first.",
        "All of them, as national advice has it.",
        how=f"{_ONE_EACH} Take away what does not count for you.",
    ),
    "minimum_holders": Explained(
        "Fewest holders of an account",
        "An account that fewer people can open is named on the first screen.",
        "Two, so that one person's leave locks nobody out.",
        how="M11-6.3e asks for two; CH-Do1b and EAS-8 differ about who they are.",
    ),
    "break_glass": Explained(
        "When a password is taken out in an emergency",
        "That is outside the hours when somebody watches the channels. It is in the "
        "log in any case.",
        "A logged reason, because nobody should hesitate at night.",
        {
            "reason and change": Chosen(
                "The password is due for a change the same day."
            ),
            "reason": Chosen("The reason is in the log. Nothing else is due."),
        },
    ),
    "emergency_second_person": Explained(
        "When somebody is let in to an account in an emergency",
        "Everybody is told when they next unlock, and the password is due for a change "
        "the same day, whichever you choose.",
        "Afterwards, because whoever is alone at seven on a Saturday has to act at once.",
        {
            "afterwards": Chosen(
                "A comms lead or a holder lets them in at once. It says that there was "
                "no second person until one agrees."
            ),
            "first": Chosen(
                "A second person agrees at their own machine first. It then takes two "
                "people who can be reached."
            ),
        },
    ),
    "password_length": Explained(
        "Characters in a new password",
        "New passwords that the kit makes have so many. Where they are of words, "
        "twenty characters stand for eight words.",
        "Twenty, well above the fifteen that guidance asks for.",
    ),
    "password_style": Explained(
        "How new passwords look",
        "For passwords that the kit makes.",
        "Characters, because they fit into every platform's field.",
        {
            "characters": Chosen("Shortest for its strength, hard to read aloud."),
            "words": Chosen("Longer, and easy to read aloud or type on a telephone."),
        },
    ),
    "paper_days": Explained(
        "Days that the paper of who can post is kept",
        "Once a day the kit then writes who can post as us, with telephone numbers, "
        "into a folder that is chosen on the machine. Older papers are removed. With 0 "
        "none is written.",
        "None: whoever can open the folder reads names and numbers there.",
    ),
    "review_months": Explained(
        "Months between two reviews of an account",
        "An account whose record nobody touched for so long is due for a review: "
        "holders, recovery, roles, tools.",
        "Half a year, as the clause on reviews asks (M11-6.3h).",
    ),
    "dormant_days": Explained(
        "Days until an account counts as asleep",
        "An account whose password nobody took out for so long is named on the first "
        "screen. Close it or use it: one that nobody watches is taken over unseen.",
        "Sixty, long enough for an account that is used by season.",
    ),
    "external_users": Explained(
        "People from outside who can post",
        "Agencies and partners with a way into an account.",
        "With an end date, so that a contract's end is seen.",
        {
            "dated": Chosen("An agency without an end date is pointed out."),
            "no": Chosen("Every agency is pointed out when it is written down."),
        },
    ),
    "personal_devices": Explained(
        "Posting from people's own telephones",
        "Pointed out when a telephone that runs an account is written down.",
        "No, because the council cannot lock or empty somebody's own telephone.",
        {
            "no": Chosen("A warning to make sure that it is the council's telephone."),
            "managed": Chosen("A warning to make sure that the council manages it."),
            "yes": Chosen("No warning. Whoever loses it loses a way in."),
        },
    ),
    "shared_login_on_role_platforms": Explained(
        "One login for many where the platform has roles",
        "On such platforms each person has a role of their own. The kit never keeps a "
        "personal password, whatever is chosen here.",
        "Forbidden, because nobody can say afterwards who posted.",
        {
            "forbid": Chosen("An account with a shared login is not taken there."),
            "warn": Chosen("It is taken with a warning, without a password."),
        },
    ),
    "keyring_days": Explained(
        "Days that a machine may remember the way in",
        "For so long a machine's own password store can open the kit.",
        "Six weeks, so that a leave does not lock people out.",
        how="From 0, for never, to 45.",
    ),
    "lock_minutes": Explained(
        "Minutes until an unused kit locks itself",
        "The kit also locks when the machine sleeps.",
        "Ten, short enough for a desk in an open office.",
    ),
    # --- people
    "training_months": Explained(
        "Months between two trainings",
        "Somebody who took part in no exercise for so long is named on the first screen.",
        "A year, which is usual for policies.",
    ),
    "acknowledgements": Explained(
        "What people read and sign",
        "Listed in the council's rules, and beside the reminder that training is due.",
        "Empty, because every council has its own.",
        how=_ONE_EACH,
    ),
    "exercise_months": Explained(
        "Months between two exercises",
        "When the team held none for so long, the first screen says so.",
        "Half a year, as readiness guidance asks.",
    ),
    "sensitive_evidence_roles": Explained(
        "Who may see sensitive evidence",
        "About staff, health or children. Shown at the step that makes an incident "
        "restricted, as those to name as readers.",
        "Three roles, the fewest that can still decide.",
        how=_ONE_EACH,
    ),
    "moderator_safety": Explained(
        "How people who read abuse are protected",
        "The rule that the step about moderating suggests.",
        "Taking turns, because people seldom ask for a break themselves.",
        {
            "rotate": Chosen(
                "Everybody gets a break by the clock; more people needed."
            ),
            "own choice": Chosen("People decide for themselves; some say it too late."),
        },
    ),
    "moderator_rules": Explained(
        "Your own rules for moderators' safety",
        "Shown at the step about moderating.",
        "Empty, because the playbook has the usual ones.",
        how=_ONE_EACH,
    ),
    # --- records
    "retention": Explained(
        "How long papers are kept",
        "Closing an incident proposes its class and the day to look at it again.",
        "The kit's own proposal: no law sets these times, and data protection asks for "
        "no longer than needed.",
        how="Such as 6 years, 18 months or 90 days.",
    ),
    "legal_hold_roles": Explained(
        "Who may end a legal hold",
        "While an incident is on hold for a request, the police or a claim, its texts "
        "are not disposed of. These people are named then.",
        "Those who answer for requests and the law.",
        how=_ONE_EACH,
    ),
}
