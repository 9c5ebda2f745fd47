"""Words that drafts are better without, each with what to say instead."""

from collections.abc import Mapping
from types import MappingProxyType

JARGON: Mapping[str, str] = MappingProxyType(
    {
        "additionality": "extra benefit",
        "aforementioned": "this",
        "ahead of the curve": "early",
        "at this moment in time": "now",
        "best practice": "what works",
        "blue-sky thinking": "new ideas",
        "cascade": "tell everyone",
        "commence": "begin",
        "cross-cutting": "shared",
        "deep dive": "close look",
        "deliverables": "what is to be done",
        "downstream": "later",
        "endeavour to": "try to",
        "facilitate": "help",
        "forward planning": "planning",
        "going forward": "from now on",
        "granular": "detailed",
        "holistic": "whole",
        "in respect of": "about",
        "in the event that": "if",
        "in order to": "to",
        "key stakeholders": "the people concerned",
        "learnings": "what we learned",
        "leverage": "use",
        "low-hanging fruit": "easy first steps",
        "mitigations": "what lessens the harm",
        "modalities": "ways",
        "multi-agency": "together with others",
        "notwithstanding": "despite",
        "on a daily basis": "every day",
        "operationalise": "start",
        "paradigm": "way of thinking",
        "prior to": "before",
        "proactively": "early",
        "pursuant to": "under",
        "reach out": "ask",
        "robust": "strong",
        "seamless": "without gaps",
        "service users": "people who use the service",
        "slippage": "delay",
        "stakeholders": "the people concerned",
        "step change": "big improvement",
        "strategic": "long-term",
        "streamline": "make simpler",
        "synergies": "working together",
        "synergy": "working together",
        "touch base": "talk",
        "transformational": "big",
        "upskill": "train",
        "utilise": "use",
        "whilst": "while",
        "with regard to": "about",
        "workstream": "work",
        "workstreams": "work",
    }
)

AMERICAN: Mapping[str, str] = MappingProxyType(
    {
        "aging": "ageing",
        "airplane": "aeroplane",
        "analyze": "analyse",
        "apologize": "apologise",
        "behavior": "behaviour",
        "behaviors": "behaviours",
        "canceled": "cancelled",
        "canceling": "cancelling",
        "catalog": "catalogue",
        "center": "centre",
        "centers": "centres",
        "color": "colour",
        "colored": "coloured",
        "colors": "colours",
        "counselor": "counsellor",
        "defense": "defence",
        "favor": "favour",
        "favorite": "favourite",
        "favorites": "favourites",
        "fulfill": "fulfil",
        "fulfillment": "fulfilment",
        "gotten": "got",
        "gray": "grey",
        "harbor": "harbour",
        "honor": "honour",
        "honored": "honoured",
        "humor": "humour",
        "jewelry": "jewellery",
        "labeled": "labelled",
        "labor": "labour",
        "neighbor": "neighbour",
        "neighborhood": "neighbourhood",
        "neighborhoods": "neighbourhoods",
        "neighbors": "neighbours",
        "offense": "offence",
        "plow": "plough",
        "rumor": "rumour",
        "rumors": "rumours",
        "sidewalk": "pavement",
        "skeptical": "sceptical",
        "skillful": "skilful",
        "theater": "theatre",
        "theaters": "theatres",
        "traveled": "travelled",
        "traveler": "traveller",
        "travelers": "travellers",
        "traveling": "travelling",
    }
)

_ALSO = (
    "app apps blog bluesky chatbot covid cyber cybersecurity dm dms emoji emojis facebook"
    " fly-tipper fly-tipping fly-tippers footway footways hashtag hashtags homepage html"
    " inbox instagram kerbside livestream livestreamed livestreaming login logins malware"
    " microchip ok online passcode passcodes passkey passkeys passphrase phished phishing"
    " placemaking pre-election ransomware recyclables rota safeguarding scam scammer"
    " scammers scams screenshot screenshots smartphone smishing socials spam spammer"
    " spammers spoofed spoofing stepdown takedown tiktok tipper tippers unfollow unfollowed"
    " vishing walkthrough webcast webcasts webchat website websites wellbeing whatsapp wifi"
    " wheelie youtube"
)
ALSO_WORDS = frozenset(_ALSO.split())
"""Words that councils write and the dictionary does not have."""
