"""Irregular English verbs: forms whose lemma no ending tells. Our own list of general knowledge."""

from __future__ import annotations

from typing import Final

_VERBS: Final = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become
befall befell befallen|begin began begun|behold beheld beheld|bend bent bent|beset beset beset
bet bet bet|bid bid bidden|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown
break broke broken|breed bred bred|bring brought brought|broadcast broadcast broadcast
build built built|burn burnt burnt|burst burst burst|buy bought bought|cast cast cast
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost
creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|dive dove dived|do did done
draw drew drawn|dream dreamt dreamt|drink drank drunk|drive drove driven|dwell dwelt dwelt
eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found
flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden
forecast forecast forecast|foresee foresaw foreseen|foretell foretold foretold
forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken
freeze froze frozen|get got gotten|give gave given|go went gone|grind ground ground
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit
hold held held|hurt hurt hurt|input input input|inset inset inset|keep kept kept
kneel knelt knelt|knit knit knit|know knew known|lay laid laid|lead led led|lean leant leant
leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|light lit lit
lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled
misread misread misread|misspeak misspoke misspoken|mistake mistook mistaken
misunderstand misunderstood misunderstood|mow mowed mown|offset offset offset|outbid outbid outbid
outdo outdid outdone|outgrow outgrew outgrown|outrun outran outrun|outsell outsold outsold
overcome overcame overcome|overdo overdid overdone|overhear overheard overheard
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken
overthrow overthrew overthrown|partake partook partaken|pay paid paid|plead pled pled
preset preset preset|prove proved proven|put put put|quit quit quit|read read read
rebuild rebuilt rebuilt|recast recast recast|redo redid redone|remake remade remade|rend rent rent
repay repaid repaid|rerun reran rerun|resell resold resold|reset reset reset|retake retook retaken
retell retold retold|rethink rethought rethought|rewrite rewrote rewritten|rid rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|sew sewed sewn
shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain
sleep slept slept|slide slid slid|sling slung slung|slit slit slit|sow sowed sown
speak spoke spoken|speed sped sped|spend spent spent|spin spun spun|spit spat spat
split split split|spoil spoilt spoilt|spread spread spread|spring sprang sprung|stand stood stood
steal stole stolen|stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden
strike struck struck|string strung strung|strive strove striven|swear swore sworn
sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
thrust thrust thrust|tread trod trodden|undercut undercut undercut|undergo underwent undergone
underlie underlay underlain|understand understood understood|undertake undertook undertaken
underwrite underwrote underwritten|undo undid undone|unwind unwound unwound|uphold upheld upheld
upset upset upset|wake woke woken|wear wore worn|weave wove woven|wed wed wed|weep wept wept
wet wet wet|win won won|wind wound wound|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written
"""


def _forms(place: int) -> dict[str, str]:
    entries = (entry.split() for line in _VERBS.split("\n") for entry in line.split("|") if entry)
    return {parts[place]: parts[0] for parts in entries}


IRREGULAR: Final = {"VBD": _forms(1), "VBN": _forms(2)}
"""Lemma by fine tag and form. Two verbs of one form ("lay", "found") have that of the commoner."""
