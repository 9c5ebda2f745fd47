"""What happens in responses before their pictures are taken. Made-up people only."""

from collections.abc import Callable

from incidentkit.desk.response import read_response
from incidentkit.desk.services import Desk
from incidentkit.incidents import entries as e
from incidentkit.incidents.service import Opening
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.playbooks.read import read_playbook
from incidentkit.vault.kinds import SubjectId

BOOK = """
playbook: A post of ours
kind: incident
version: 1.0
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL-SENSITIVE
goal: Put it right and say so.
begins with: A post of ours is wrong

roles:
  Lead:
    does: Decides what happens next
    deputy: Second
  Second:
    does: Another person who may use the account
    deputy: Lead

contacts:
  Police: 101, or 999 in danger

facts:
  own: What becomes of our own post?
  over: Is it over?
  severity: How serious is it?

moments:
  knowing: When did we become reasonably sure that personal data was involved?

deadlines:
  reporter: By when does the reporter need an answer?

if anything goes wrong:
  - do: Ring the next person on the list
    who: Lead
    why: Nobody should be stuck with this alone.

phases:
  - phase: First look
    steps:
      - ask: How serious is it?
        fact: severity
        who: Lead
        why: It decides who signs.
        answers:
          Minor:
            means: Few people saw it and nobody is hurt.
          Embarrassing:
            means: There are complaints or public interest.
          Serious:
            means: People are hurt, or there is news interest, personal data or a legal risk.
          Critical:
            means: There is danger, or false emergency advice.
        if unknown: Serious
      - do: Write down the post as it stood
        who: Second
        why: What is gone tomorrow can only be proved by what is kept now.
        basis: Evidence before changes (AB-1.5)
        law: UK GDPR article 5(1)(d)
        form:
          address: What is its address?
          words: What did it say?
        form if known:
          seen by: Who has seen it?
      - decide: What becomes of our own post?
        fact: own
        who: Lead
        follows: own bad post
        why: Whichever it is, people will ask why.
        answers:
          Leave it and correct it:
            setting: leave and correct
            means: The record stays whole and everybody sees the correction. It can still be shared.
            basis: Corrections are open and stay with what they correct
          Hide it:
            setting: hide
            means: It stops spreading at once, and it can be brought back.
            basis: Hide before delete
          Delete it:
            setting: delete
            means: It is gone for good, and so is the thread under it. Somebody will have a screenshot.
            basis: Only for harm that cannot wait
        if unknown: Hide it
      - notify: Ring the police
        whom: Police
        who: Lead
        due: 72 hours from knowing
        kind: law
        law: UK GDPR article 33(1)
        why: They may know more than we do.
        basis: Council practice
        if it cannot be done:
          - do: Leave a message with the time and go on
            who: Lead
            why: The clock does not wait for one person.
      - do: Delete the post for good
        who: Lead
        second person: yes
        cannot be undone: yes
        why: It goes on hurting somebody.
      - do: Get the ticket from the network
        who: Second
        proof: The ticket number
        why: Without it nobody there finds us again.
  - phase: Until it is over
    steps:
      - do: Look whether it comes back
        who: Second
        repeat: every 4 hours
        until: over is Yes
        why: What was gone is often posted again.
      - approve: Have the correction signed off
        who: Second
        sign off:
          Minor: Second
          Serious: Lead, Second
        why: Two see what one does not.
      - ask: Is it over?
        fact: over
        who: Lead
        why: Then the looking ends.
        answers:
          Yes:
          No:
      - use: Press enquiry
        who: Lead
        why: Somebody from a newspaper rang.
"""


def book() -> object:
    """Return a short playbook that uses everything a step can ask for."""
    return read_playbook(BOOK, "a-post-of-ours.yaml")


def our_post(desk: Desk) -> SubjectId:
    """Begin the response to a post of ours."""
    opening = Opening("Our joke about bin day", book())  # type: ignore[arg-type]
    return desk.incidents.start(opening)


def taken_until(title: str) -> Callable[[Desk], object]:
    """Return the story of somebody who takes steps until one is next."""

    def story(desk: Desk) -> None:
        incident = desk.incidents.find()
        for _ in range(30):
            step = read_response(desk, incident).step
            if step is None or step.title == title:
                return
            if step.labels:
                desk.incidents.answer(
                    incident, step.slug, step.labels[0], reason="As agreed"
                )
                continue
            form = {line.name: "as seen" for line in step.asked.form}
            more = Finishing(
                form,
                "T-1004" if step.asked.proof else "",
                "Ben Carter" if step.asked.second_person else "",
            )
            desk.incidents.done(incident, step.slug, more=more)
        raise AssertionError(f"{title} never came up")

    return story


def failed_to_ring(desk: Desk) -> None:
    """Say that nobody could be reached."""
    incident = desk.incidents.find()
    now = desk.session.clock.now_ms()
    tried = (
        e.Attempt("The control room", "telephone", now - 600_000),
        e.Attempt("The duty officer", "text", now - 300_000),
    )
    desk.incidents.cannot(
        incident, "ring-the-police", "The line was busy", attempts=tried
    )


def several_books(desk: Desk) -> None:
    """Have a press enquiry run beside a hacked account."""
    opening = Opening(
        "Odd posts about prize money on our X account",
        shipped_playbook("hacked-account"),
        also=(shipped_playbook("press-enquiry"),),
    )
    incident = desk.incidents.start(opening)
    other = our_post(desk)
    desk.incidents.playbooks.link(incident, other, "The same morning")
    desk.incidents.roles.take(incident, "Lead")


def an_exercise(desk: Desk) -> SubjectId:
    """Begin an exercise."""
    opening = Opening(
        "Odd posts about prize money",
        shipped_playbook("hacked-account"),
        exercise="The prize that nobody won",
    )
    return desk.incidents.start(opening)


def personal_data(desk: Desk) -> None:
    """Answer what has the law's hours run for certain."""
    incident = desk.incidents.find()
    for slug, label in (
        ("could-somebody-in-the-account-see-messages-or-personal-data", "Yes"),
        ("breach-assessment/do-we-report-to-the-information-commissioner", "Yes"),
    ):
        desk.incidents.answer(incident, slug, label, reason="As agreed")
