"""officer: who works with this kit, what they may do, and removing them."""

from incidentkit.accounts.numbers import spoken_number
from incidentkit.cli import joining, leaving, officer_records
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.leaving import give_role, remove
from incidentkit.desk.people import desk_only_factor
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.officers.entries import Contact
from incidentkit.officers.entries import planned_name as planned_officer
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.officers.service import OfficerRow
from incidentkit.vault.colleagues import add_colleague, let_in_again
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.membership import admit
from incidentkit.words import commands as words
from incidentkit.words.counts import counted
from incidentkit.words.people import from_outside, only_factor
from incidentkit.words.roles import role_name

ROLES = {"lead": Role.LEAD, "officer": Role.OFFICER, "observer": Role.OBSERVER}


def add(group: Group) -> None:
    """Declare the commands."""
    new = group.command("add", _add, "add a colleague who uses this same machine")
    new.add_argument("name")
    new.add_argument("--role", choices=ROLES, default="officer")
    again = group.command(
        "renew", _renew, "let in somebody who forgot their passphrase"
    )
    again.add_argument("name")
    joining.add(group, tuple(ROLES))
    group.command("list", _list, "list everybody")
    contact = group.command("contact", _contact, "say how to reach somebody")
    contact.add_argument("name")
    contact.add_argument("--mobile", default=None)
    contact.add_argument("--work-phone", default=None)
    contact.add_argument("--email", default=None)
    contact.add_argument(
        "--out-of-band", default=None, help="a phone that works without the network"
    )
    contact.add_argument("--hours", default=None, help="when they work")
    officer_records.add(group)
    role = group.command("role", _role, "give somebody another role")
    role.add_argument("name")
    role.add_argument("role", choices=ROLES)
    gone = group.command("remove", _remove, "remove somebody from the kit")
    gone.add_argument("name")
    gone.add_argument("--reason", required=True)
    gone.add_argument(
        "--anyway", action="store_true", help="though they alone hold a second step"
    )
    leaving.add(group)
    group.command("held", _held, "list what removed or split machines wrote since")
    back = group.command("admit", _admit, "let what is held back in")
    back.add_argument("part", help="the part of the log, as `officer held` shows it")


def _add(call: Call) -> int:
    name = call.args.name
    with call.session() as session:
        _ = planned_officer(PersonId(bytes(16)), name)  # refused before it is asked
        passphrase = call.console.ask_new_secret(f"Passphrase for {name}")
        check_passphrase(passphrase, (name,))
        add_colleague(
            session,
            name,
            passphrase,
            ROLES[call.args.role],
            call.world.policy(),
            lambda person: planned_officer(person, name),
        )
    call.console.say(words.added(name))
    call.console.answer({"added": name, "role": call.args.role})
    return DONE


def _renew(call: Call) -> int:
    with call.desk() as desk:
        row = _in_kit(desk, call.args.name)
        passphrase = call.console.ask_new_secret(f"New passphrase for {row.name}")
        check_passphrase(passphrase, (row.name,))
        policy = call.world.policy()
        let_in_again(desk.session, row.person, row.name, passphrase, policy)
    call.console.say(f"{row.name} can open the kit on this machine again.")
    call.console.answer({"renewed": row.name})
    return DONE


def _list(call: Call) -> int:
    with call.desk() as desk:
        rows = (*desk.officers.list_officers(), *desk.officers.list_outside())
    call.console.table(
        ("name", "role", "machines", "mobile", "work phone", "email"),
        [_shown(row) for row in rows],
    )
    for row in rows:
        for what in row.to_settle:
            call.console.say(words.settle(f"{row.name}'s {what}"))
    call.console.answer({"officers": [officer_records.row_data(row) for row in rows]})
    return DONE


def _shown(row: OfficerRow) -> tuple[str, ...]:
    contact = row.contact
    return (
        row.name,
        _standing(row),
        str(row.seats),
        spoken_number(contact.mobile),
        spoken_number(contact.work_phone),
        contact.email,
    )


def _standing(row: OfficerRow) -> str:
    if row.role:
        return role_name(row.role.name)
    outside = row.outside
    if outside is None or row.left:
        return "Left"
    return from_outside(outside.sort, outside.firm, outside.until)


def _contact(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        row = desk.officers.find(args.name)
        now = row.contact
        contact = Contact(
            now.work_phone if args.work_phone is None else args.work_phone,
            now.mobile if args.mobile is None else args.mobile,
            now.email if args.email is None else args.email,
            now.out_of_band if args.out_of_band is None else args.out_of_band,
            now.hours if args.hours is None else args.hours,
        )
        desk.officers.set_contact(row.person, contact)
    call.console.say(f"Noted how to reach {row.name}.")
    call.console.answer({"officer": row.name})
    return DONE


def _role(call: Call) -> int:
    role = ROLES[call.args.role]
    with call.desk() as desk:
        row = _in_kit(desk, call.args.name)
        give_role(desk, row.person, role)
    call.console.say(f"{row.name} is now: {role_name(call.args.role)}.")
    call.console.answer({"officer": row.name, "role": call.args.role})
    return DONE


def _remove(call: Call) -> int:
    with call.desk() as desk:
        row = _in_kit(desk, call.args.name)
        if not call.args.anyway:
            _check_factors(call, desk, row)
        plan = remove(desk, row.person, call.args.reason)
    call.console.say_wrapped(words.removed(row.name))
    leaving.say_plan(call, row.name, plan)
    call.console.answer({"removed": row.name, **leaving.data_of(plan)})
    return DONE


def _in_kit(desk: Desk, name: str) -> OfficerRow:
    """Return somebody who is or was in the kit.

    Raises:
        UnknownNameError: Nobody in the kit is called that.
        SeveralMatchError: More than one person is.
    """
    row = desk.officers.find(name)
    if row.outside is not None:
        raise UnknownNameError("officer", name)
    return row


def _check_factors(call: Call, desk: Desk, row: OfficerRow) -> None:
    """Say first that nobody could sign in to an account without this person.

    Raises:
        InvalidValueError: They alone hold the second step of an account's sign-in.
    """
    labels = desk_only_factor(desk, row.person)
    if labels:
        call.console.advise(only_factor(", ".join(labels)))
        call.console.advise(words.add_option("--anyway"))
        raise InvalidValueError("officer_name", "only-factor")


def _held(call: Call) -> int:
    with call.desk() as desk:
        held = desk.session.without_effect(Why.HELD)
        rows = [
            (e.chain.hex(), e.number, desk.officers.name_of_seat(e.seat)) for e in held
        ]
    if rows:
        call.console.say(words.HELD)
        shown = [(chain[:16], str(number), who) for chain, number, who in rows]
        call.console.table(("part", "entry", "by"), shown)
        call.console.say(words.try_this(call.line("officer", "admit", shown[0][0])))
    else:
        call.console.say(words.NOTHING_HELD)
    call.console.answer(
        {"held": [{"chain": c, "number": n, "by": w} for c, n, w in rows]}
    )
    return DONE


def _admit(call: Call) -> int:
    wanted = call.args.part.lower()
    with call.session() as session:
        everything = session.without_effect(Why.HELD)
        held = [e for e in everything if wanted and e.chain.hex().startswith(wanted)]
        if len({e.chain for e in held}) != 1:
            raise UnknownNameError("chain", call.args.part)
        last = max(held, key=lambda entry: entry.number)
        admit(session, last.head)
    call.console.say(
        f"Let back in: {counted(len(held), 'entry')}, up to {last.number}."
    )
    call.console.answer({"chain": last.chain, "number": last.number})
    return DONE
