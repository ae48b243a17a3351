"""English verb forms for lexicon entries that give a verb by its base ("call on").

Rules: Quirk et al., *A Comprehensive Grammar of the English Language* (1985), §§3.5–3.8; irregular verbs are listed.
"""

from __future__ import annotations

from communique.lexicon.model import Form

_IRREGULAR = {
    "be": ("is", "was", "been", "being"), "have": ("has", "had", "had", "having"), "do": ("does", "did", "done", "doing"),
    "say": ("says", "said", "said", "saying"), "tell": ("tells", "told", "told", "telling"),
    "speak": ("speaks", "spoke", "spoken", "speaking"), "hold": ("holds", "held", "held", "holding"),
    "give": ("gives", "gave", "given", "giving"), "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "made", "making"), "meet": ("meets", "met", "met", "meeting"),
    "stand": ("stands", "stood", "stood", "standing"), "think": ("thinks", "thought", "thought", "thinking"),
    "see": ("sees", "saw", "seen", "seeing"), "seek": ("seeks", "sought", "sought", "seeking"),
    "send": ("sends", "sent", "sent", "sending"), "put": ("puts", "put", "put", "putting"),
    "lay": ("lays", "laid", "laid", "laying"), "pay": ("pays", "paid", "paid", "paying"),
    "set": ("sets", "set", "set", "setting"), "find": ("finds", "found", "found", "finding"),
    "feel": ("feels", "felt", "felt", "feeling"), "keep": ("keeps", "kept", "kept", "keeping"),
    "leave": ("leaves", "left", "left", "leaving"), "bring": ("brings", "brought", "brought", "bringing"),
    "come": ("comes", "came", "come", "coming"), "go": ("goes", "went", "gone", "going"),
    "know": ("knows", "knew", "known", "knowing"), "show": ("shows", "showed", "shown", "showing"),
    "draw": ("draws", "drew", "drawn", "drawing"), "grow": ("grows", "grew", "grown", "growing"),
    "become": ("becomes", "became", "become", "becoming"), "begin": ("begins", "began", "begun", "beginning"),
    "build": ("builds", "built", "built", "building"), "lead": ("leads", "led", "led", "leading"),
    "write": ("writes", "wrote", "written", "writing"), "read": ("reads", "read", "read", "reading"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"), "get": ("gets", "got", "got", "getting"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "uphold": ("upholds", "upheld", "upheld", "upholding"), "fall": ("falls", "fell", "fallen", "falling"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"), "win": ("wins", "won", "won", "winning"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"), "rise": ("rises", "rose", "risen", "rising"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"), "let": ("lets", "let", "let", "letting"),
    "forge": ("forges", "forged", "forged", "forging"), "lie": ("lies", "lay", "lain", "lying"),
    "mean": ("means", "meant", "meant", "meaning"), "lose": ("loses", "lost", "lost", "losing"),
    "run": ("runs", "ran", "run", "running"), "spend": ("spends", "spent", "spent", "spending"),
    "sit": ("sits", "sat", "sat", "sitting"), "offer": ("offers", "offered", "offered", "offering"),
    "hear": ("hears", "heard", "heard", "hearing"), "deem": ("deems", "deemed", "deemed", "deeming"),
    "welcome": ("welcomes", "welcomed", "welcomed", "welcoming"), "quit": ("quits", "quit", "quit", "quitting"),
    "pursue": ("pursues", "pursued", "pursued", "pursuing"), "bear": ("bears", "bore", "borne", "bearing"),
    "fight": ("fights", "fought", "fought", "fighting"), "teach": ("teaches", "taught", "taught", "teaching"),
    "deal": ("deals", "dealt", "dealt", "dealing"), "overcome": ("overcomes", "overcame", "overcome", "overcoming"),
    "arise": ("arises", "arose", "arisen", "arising"), "strive": ("strives", "strove", "striven", "striving"),
    "choose": ("chooses", "chose", "chosen", "choosing"), "break": ("breaks", "broke", "broken", "breaking"),
    "open": ("opens", "opened", "opened", "opening"), "ring": ("rings", "rang", "rung", "ringing"), "swear": ("swears", "swore", "sworn", "swearing"),
}  # fmt: skip
_DOUBLED = frozenset({"regret", "commit", "refer", "confer", "concur", "stop", "plan", "permit", "submit", "rebut", "abhor",
                      "admit", "compel", "prefer", "occur", "transfer", "bar", "sum", "flag", "wrap", "chat", "swap", "begin", "step", "drop", "spur", "rid"})  # fmt: skip
_VOWELS = "aeiou"


def _regular(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb.endswith("ee"):
        return third, verb + "d", verb + "d", verb + "ing"
    if verb.endswith("e"):
        return third, verb + "d", verb + "d", verb[:-1] + "ing"
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return third, stem + "ed", stem + "ed", stem + "ing"


def verb_forms(phrase: str) -> tuple[Form, ...]:
    """The forms of a verb phrase whose first word is the verb: "call on" → call on, calls on, called on, calling on.

    Each form carries its tags: base, s (third person), past, pp (past participle), ing.
    """
    verb, _, rest = phrase.partition(" ")
    third, past, participle, ing = _IRREGULAR.get(verb) or _regular(verb)
    rest = f" {rest}" if rest else ""
    tagged: dict[str, set[str]] = {}
    for form, tag in ((verb, "base"), (third, "s"), (past, "past"), (participle, "pp"), (ing, "ing")):
        tagged.setdefault(form + rest, set()).add(tag)
    if verb == "be":
        for form, tag in (("are", "base"), ("am", "base"), ("were", "past")):
            tagged.setdefault(form + rest, set()).add(tag)
    return tuple(Form(form, frozenset(tags)) for form, tags in tagged.items())
