"""Could someone know whom a case from practice is about? Beside numbers: names, ages, addresses, telephones.

It is stricter than what guards other texts, because a case speaks of people, and none of them may be known by
it. A first name alone is not found: the page asks its writer, and the organiser reads every case.
"""

import re

from web.actions.personal_traces import PERSON, Trace, TraceCode, find_traces

_PATTERNS = {
    TraceCode.NAME: (
        PERSON,
        # Initials with a surname: “J. de Vries”.
        re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}(?:(?:van|de|der|den|ten|ter|el)\s+)*[A-Z][a-z’'-]{2,}"),
    ),
    TraceCode.AGE: (
        re.compile(
            r"\b(?:man|vrouw|meisje|jongen|jongeman|moeder|vader|dochter|zoon|kind|baby|cli[eë]nte?|klant"
            r"|mevrouw|meneer|heer|weduwe|weduwnaar)\s+van\s+\d{1,3}\b(?!\s*(?:euro|procent))",
            re.IGNORECASE,
        ),
        re.compile(r"\b\d{1,3}[- ](?:jarige|year[- ]old)\b", re.IGNORECASE),
        re.compile(r"\b(?:woman|man|girl|boy|mother|father)\s+(?:aged|of)\s+\d{1,3}\b", re.IGNORECASE),
    ),
    TraceCode.ADDRESS: (
        re.compile(r"(?<!\w)[1-9]\d{3}\s?[A-Z]{2}(?!\w)"),
        re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
        re.compile(r"\b[A-Z][a-zé]+(?:straat|laan|weg|plein|kade|gracht|hof|dreef|singel)\s+\d+\w?\b"),
    ),
    TraceCode.TELEPHONE: (re.compile(r"(?<![\w-])(?:\+31[ -]?|0)[1-9](?:[ -]?\d){8}(?!\d)"),),
}


def find_in_case(text: str) -> tuple[Trace, ...]:
    """The places by which someone could be known, in the order of the text; each place once."""
    found = list(find_traces(text))
    for code, patterns in _PATTERNS.items():
        for pattern in patterns:
            found += [_trace(code, text, match) for match in pattern.finditer(text)]
    return _each_once(sorted(found, key=lambda trace: (trace.start, -len(trace.quote), trace.code)))


def _trace(code: TraceCode, text: str, match: re.Match[str]) -> Trace:
    line = text.count("\n", 0, match.start()) + 1
    return Trace(code, match[0].strip(), match.start(), line, is_certain=False)


def _each_once(found: list[Trace]) -> tuple[Trace, ...]:
    kept: list[Trace] = []
    for trace in found:
        if not kept or trace.start >= kept[-1].start + len(kept[-1].quote):
            kept.append(trace)
    return tuple(kept)
