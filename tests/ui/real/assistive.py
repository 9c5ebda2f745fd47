"""What a screen reader sees, asked from a test. Runs under the system's own Python.

Reads one command a line from standard input and answers each with one line of JSON:

    wait ROLE NAME     until something of that role and name shows (40 s at most)
                       NAME is the whole name, or a part of it after a tilde
    press ROLE NAME    do its first action
    text ROLE NAME     the text in it
    fill ROLE NAME TEXT    put a text into it (parts separated by tabs)
    focus ROLE NAME    until that has the keyboard
    focused            role and name of what has the keyboard
    moved ROLE NAME    the same, once it is something else than that (2 s at most)
    nameless           everything that can have the keyboard and has no name
"""

import json
import sys
import time

import pyatspi

PATIENCE = 40
A_MOMENT = 2
OURS = "incidentkit"
# Words can be selected with the mouse and so take the focus; the rest holds controls.
NOT_CONTROLS = ("label", "filler", "list item", "table cell", "scroll pane")


def programs():
    """Every program of ours: after a lock the one that was replaced may still be listed."""
    desk = pyatspi.Registry.getDesktop(0)
    desk.clearCache()  # another program may have taken over the same name
    for number in range(desk.childCount):
        try:
            found = desk.getChildAtIndex(number)
            if found is not None and OURS in (found.name or ""):
                yield found
        except Exception:
            continue


def nodes(node):
    """Everything on the screen in it. What is hidden holds nothing that shows."""
    try:
        state = node.getState()
        if not state.contains(pyatspi.STATE_SHOWING):
            return
        children = [node.getChildAtIndex(n) for n in range(node.childCount)]
    except Exception:  # it went away while we looked
        return
    yield node, state
    for child in children:
        if child is not None:
            yield from nodes(child)


def states():
    """Everything that shows, with its state, found as it is asked for."""
    for ours in programs():
        try:
            windows = [ours.getChildAtIndex(n) for n in range(ours.childCount)]
        except Exception:  # it has just been replaced
            continue
        for window in windows:
            if window is not None:
                yield from nodes(window)


def showing():
    return (node for node, _ in states())


def is_called(node, name):
    found = node.name or ""
    return name[1:] in found if name.startswith("~") else name == found


def find(role, name):
    for node in showing():
        try:
            if node.getRoleName() == role and is_called(node, name):
                return node
        except Exception:
            continue
    return None


def wait(role, name):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if find(role, name) is not None:
            return True
        time.sleep(0.05)
    return False


def focus(role, name):
    """Of that name there may be several: it is asked who has the keyboard."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if focused() == [role, name]:
            return True
        time.sleep(0.05)
    return False


def press(role, name):
    node = find(role, name)
    if node is None:
        return False
    action = node.queryAction()
    names = [action.getName(number) for number in range(action.nActions)]
    return action.doAction(names.index("Press") if "Press" in names else 0)


def text(role, name):
    node = find(role, name)
    return None if node is None else node.queryText().getText(0, -1)


def fill(role, name, content):
    node = find(role, name)
    return node is not None and node.queryEditableText().setTextContents(content)


def focused():
    for node, state in states():
        try:
            if state.contains(pyatspi.STATE_FOCUSED):
                return [node.getRoleName(), node.name]
        except Exception:
            continue
    return None


def moved(role, name):
    end = time.monotonic() + A_MOMENT
    now = focused()
    while now in (None, [role, name]) and time.monotonic() < end:
        time.sleep(0.01)
        now = focused()
    return now


def nameless():
    return [
        node.getRoleName()
        for node, state in states()
        if state.contains(pyatspi.STATE_FOCUSABLE)
        and not (node.name or "").strip()
        and node.getRoleName() not in NOT_CONTROLS
    ]


def everything():
    return [[node.getRoleName(), node.name] for node in showing()]


COMMANDS = {
    f.__name__: f
    for f in (wait, focus, press, text, fill, focused, moved, nameless, everything)
}


def main():
    for line in sys.stdin:
        command, *words = line.rstrip("\n").split("\t")
        try:
            answer = COMMANDS[command](*words)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
