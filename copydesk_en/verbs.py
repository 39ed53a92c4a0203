"""English verbs whose lemma their forms do not tell. Our own list of general knowledge.

Irregular verbs, and regular ones: that "riote" and "shel" are no verbs, no ending tells.
"""

from __future__ import annotations

import re
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

_REGULAR: Final = """
die dye lie tie untie hope hop fine pine pin tape tap rate robe cane stare
abandon abdicate abduct accelerate accept accommodate accumulate accuse acknowledge acquit
activate add address admit adore advertise advise affirm aggravate agree aid allege alleviate
allocate alternate ambush amnesty amputate analyse analyze annotate announce answer anticipate
apologise apologize appeal applaud appreciate appropriate approve approximate arbitrate argue
arrest ask assassinate assemble assert assess assimilate associate assure attack attend audit
authorise authorize automate aver avow axe back bake balance ballot ban bar barricade bathe battle
beg begin beguile behead believe bemoan benefit besiege bill blame blast bless block blockade blog
blow boast bomb bombard boom boycott bracket brag brake brand break bribe bring browse buckle
budget build buzz calculate calibrate call cancel capitulate capsize capture carpet carry caution
celebrate censor centre certify challenge chant characterise characterize charge chastise chat
cheer chide chill chime chop chuckle circulate cite claim clarify clash classify clip close clothe
club code collaborate collapse command commemorate commence commend comment commit commute compare
compel compensate compete compile complain complete complicate compose compromise concede
concentrate conclude condemn conduct confer confess confide confine confirm confiscate
congratulate consent consolidate constitute consult consume contaminate contemplate contend
continue contribute control convene cooperate coordinate cope corroborate corrode counsel counter
couple crackle create credit crinkle cripple criticise criticize crop cross crumble crumple cry
cultivate cut dazzle deadpan debate debit decide declare decline decode decorate decry dedicate
defend defile defy degrade delegate deliver demand demobilise demobilize demonstrate demote
denigrate denounce deny deplore deploy deport depreciate deride derive describe designate destroy
detain deter deteriorate detonate devastate deviate devote dictate diminish disarm disassociate
disavow disband disclose discriminate discuss dislocate dismiss dispense dispute dissipate
dissuade distil distribute divide divulge dominate donate downgrade drag dress drill drizzle drop
dub duel duplicate dwell ease echo edit educate elaborate elevate eliminate email embargo emit
emphasise emphasize emulate enable encode encourage end endorse endure enforce engage enhance
enquire enrage enrol enroll ensure equal erode err escalate escape escort establish estimate
evacuate evade evaluate evaporate evict evolve exacerbate exaggerate excavate exchange exclaim
exclude execute exile exit expedite expel expire explain explode explore export expose express
extend extradite eye fabricate facilitate fade fail fake fascinate fear feed feel fight figure
file fill finalise finance find fire fit fizz fizzle fluctuate forgive formulate fortify free
freeze fuel fulfil fund galvanise generate give glorify go govern grab grade grant greet grill
grin grip gripe growl grumble guarantee guess guide gun gush guzzle hack hail halt hand harass
harness have heckle hesitate hibernate highlight hijack hint hit hoe hold hop hope host hug
humiliate hurl ignite ignore illuminate illustrate imitate immigrate immunise implement implicate
implore imply import impose impress imprison improvise inaugurate incarcerate incite incline
include incorporate increase incur indicate indict indoctrinate infer infiltrate inflate inform
infuriate inhabit inherit initial initiate inoculate inquire insist inspect install instil
insulate insure integrate intend interject intern interrogate intimidate intone invade investigate
invite irritate isolate issue jab jail jar jog join joke kidnap kill kiss knit know label lambast
lament lash laugh launch lay lead lecture legalise legalize legislate lend level liberate lift
liken limit liquidate litigate loathe locate lodge log loosen lynch machine maim maintain make
manipulate map market marvel mass massacre massage mediate meet memorise mention message migrate
militate minimise misrule miss mitigate mobilise mobilize mock model moderate modernise motivate
mount mouth move mumble murder murmur muse mutilate mutter muzzle nag narrate nationalise navigate
necessitate negotiate neutralise nominate note notify nuke nuzzle object obligate oblige observe
occur offer omit open operate opine oppose oppress orbit orchestrate order organise organize
originate oscillate outlaw overrule overrun parade pardon parley participate pass patrol pay pedal
penetrate permit perpetrate persecute persuade petition phone pickle pile pilot pin pipe pivot
plan plant plead please pledge plot plug point poll pollute populate possess post praise pray
preach precipitate predict prefer prepare present preside press pressure pressurise prickle prime
privatise probe process proclaim procure profess profile profit progress prohibit promise promote
pronounce propagate propel propose protest provide provoke prune publicise pull purr put puzzle
quadruple quarantine quarrel quell question quip quit quote radiate raid rail rake rally range
rankle ransack rant rape ratify rationalise reach read realise reallocate rebuff rebuke recall
recapture recede receive recognise recognize recommend reconcile recount recreate redeploy refer
refine refuse regard regret rehabilitate reimpose reinforce reinstate reiterate reject rejoin
relate relax release relocate remark remember remind renege renew renovate reopen repatriate
repeat repel reply report repudiate request requite rescue resettle resign respond restore resume
retake retaliate retort retreat return retweet reveal revile revitalise revoke ridicule riff riot
rip ripple rival rob rocket roll rotate rub rule rumple run sabotage salute sample sanction
sanitise satirise saturate say scale scan scar scoff scold scream scrub see seethe segregate seize
sell send separate serve set settle sever shackle share shell shelter ship shoot shop shout shrug
sign signal simulate sing site situate sizzle slam slap slaughter slip smell smuggle snap sneer
sniff snort snub soothe span sparkle speak specify speckle speculate spell spill spin spit split
spot sprinkle spurn stab stabilise stage stake stall star start starve state station stimulate
stipulate stir stockpile stop storm strafe strengthen stress strip stripe stroll stun submit
subordinate subsidise subsidize substantiate suffocate suggest sum summarise summarize supply
support suppress surrender suspend swear swell swipe tabulate tackle take talk target tease
telegraph telephone tell term terminate testify text thank theorize think threaten thrill throw
thunder tighten tile time tire toe tolerate toll top topple torture toss total tout trade trample
tranquilise transfer translate transmit trap travel trickle trip triple troll trot trouble tune
tunnel turn tweet twinkle type underline undermine underscore undertake unite update upgrade urge
use utilise vaccinate validate vandalise ventilate verify veto vibrate vie view violate visit
voice vote vow wade wage want warn welcome whine whip whisper win wine wipe withdraw withhold
witness wonder worry wrap wrinkle write yell
"""
_DOUBLED: Final = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdgklmnprtz]$")
_SHORT: Final = re.compile(r"(?:[^aeiou]*|qu)[aeiou][bdgklmnprtz]$")
"""One syllable: the consonant is always doubled ("planned"); in longer words only sometimes."""


def _regular(ending: str) -> dict[str, str]:
    """Lemma by the forms with an ending that begins with a vowel: "ed", "ing"."""
    found: dict[str, str] = {}
    for verb in _REGULAR.split():
        keeps = ending == "ing" and verb.endswith(("ee", "ye", "oe"))
        stem = verb[:-1] if verb.endswith("e") and not keeps else verb
        stems = [stem]
        if ending == "ed" and re.search(r"[^aeiou]y$", verb):
            stems = [verb[:-1] + "i"]
        if _SHORT.fullmatch(verb):
            stems = [verb + verb[-1]]
        elif _DOUBLED.search(verb):
            stems.append(verb + verb[-1])
        for own in stems:
            found.setdefault(own + ending, verb)
    return found


_PAST: Final = _regular("ed")
REGULAR: Final = {"VBD": _PAST, "VBN": _PAST, "VBG": _regular("ing")}
"""Lemma by fine tag and form, for verbs of the list."""
