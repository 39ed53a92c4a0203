"""Which words state which type of event? Our own list, for PLOVER's types.

PLOVER: Open Event Data Alliance, "PLOVER and POLECAT: A New Political Event Ontology and Dataset"
(Halterman and others 2023). `docs/events.md` explains each type with examples.
"""

from __future__ import annotations

from typing import Final

_VERBS: Final = {
    "CONSULT": "meet visit telephone phone confer consult negotiate mediate host discuss parley",
    "AGREE": "agree ratify compromise",
    "SUPPORT": "support back endorse praise welcome hail applaud apologize apologise forgive"
    " congratulate commend recognize recognise",
    "COOPERATE": "cooperate collaborate extradite",
    "AID": "aid donate rescue fund subsidise subsidize evacuate feed shelter",
    "CONCEDE": "pardon amnesty legalise legalize reinstate",
    "RETREAT": "withdraw surrender retreat resign demobilise demobilize disarm capitulate"
    " disband abdicate",
    "DEMAND": "demand urge pressure pressurise petition implore",
    "DISAPPROVE": "accuse criticise criticize condemn blame denounce indict deplore decry rebuke"
    " chastise slam lambast",
    "REJECT": "reject refuse veto renege rebuff spurn disavow",
    "THREATEN": "threaten",
    "PROTEST": "protest riot demonstrate",
    "SANCTION": "expel sanction boycott embargo",
    "MOBILIZE": "mobilise mobilize deploy redeploy",
    "COERCE": "arrest detain jail imprison ban outlaw seize kidnap abduct blockade confiscate raid"
    " hijack sabotage evict censor hack intern deport prohibit order",
    "ASSAULT": "attack assassinate murder stab torture bomb massacre behead rape lynch maim",
    "FIGHT": "fight clash shell bombard invade battle recapture retake ambush besiege storm"
    " overrun strafe",
    "INVESTIGATE": "investigate probe inspect",
}
VERBS: Final = {lemma: kind for kind, words in _VERBS.items() for lemma in words.split()}
"""Type by the lemma of a verb that states it by itself."""

_WITH_OBJECT: Final = {
    "CONSULT": (
        "hold have open resume begin start attend convene undertake conduct",
        "meeting talk talks negotiation negotiations summit discussion discussions consultation"
        " consultations conference visit mediation",
    ),
    "AGREE": (
        "sign conclude accept approve reach initial endorse",
        "agreement deal accord pact treaty truce ceasefire cease-fire formula plan mediation"
        " proposal settlement contract resolution",
    ),
    "SUPPORT": (
        "express voice upgrade restore resume reopen renew establish",
        "support backing solidarity tie ties relation relations embassy confidence sympathy",
    ),
    "COOPERATE": (
        "share exchange launch conduct hold stage begin",
        "intelligence evidence information exercise exercises game games manoeuvres maneuvers"
        " drill drills technology",
    ),
    "AID": (
        "give provide send deliver hand grant offer supply contribute ship distribute pledge lend",
        "aid food medicine dollar dollars euro euros million money relief goods supply supplies"
        " help assistance grain loan blanket blankets tent tents shelter equipment fund funds",
    ),
    "CONCEDE": (
        "lift ease cancel relax suspend end reopen open release free drop loosen take grant"
        " commute restore approve",
        "curfew ban sanction sanctions embargo restriction restrictions measure measures blockade"
        " siege border bridge strike prisoner prisoners hostage hostages detainee detainees"
        " emergency law censorship charge charges step steps amnesty autonomy independence"
        " right rights freedom freedoms",
    ),
    "RETREAT": (
        "complete begin pull return pay give lay hand abandon receive withdraw",
        "withdrawal pullout weapon weapons arms compensation territory settlement settlements"
        " observer observers reparations",
    ),
    "DEMAND": (
        "issue make present",
        "demand demands request appeal call",
    ),
    "DISAPPROVE": (
        "lodge file make express level voice bring",
        "protest complaint complaints accusation accusations criticism concern suit lawsuit charge"
        " charges displeasure",
    ),
    "REJECT": (
        "dismiss decline deny oppose defy ignore turn",
        "appeal appeals request requests offer offers proposal proposals demand demands call calls"
        " plan plans resolution accusation allegations claim claims bill peace visa",
    ),
    "THREATEN": ("issue deliver give", "ultimatum threat warning deadline"),
    "PROTEST": (
        "stage hold organise organize start begin continue lead launch join block stop barricade"
        " mount call",
        "demonstration demonstrations protest protests rally rallies march marches strike strikes"
        " sit-in riot riots road roads roadway highway bridge transport walkout traffic railway",
    ),
    "SANCTION": (
        "impose sever cut break suspend recall freeze halt withdraw close downgrade",
        "sanction sanctions embargo tie ties relation relations ambassador asset assets boycott"
        " embassy aid mediation trade",
    ),
    "MOBILIZE": (
        "strengthen reinforce mass send move station increase build put",
        "force forces troop troops army reservist reservists garrison warship warships military"
        " alert reinforcements soldiers tanks",
    ),
    "COERCE": (
        "impose reimpose tighten declare extend hold take blow destroy close order use suspend",
        "curfew blockade blockades siege martial hostage hostages shield shields line lines"
        " state law newspaper publication closure restrictions gas cannon prisoner",
    ),
    "ASSAULT": (
        "explode detonate plant set carry open throw hurl",
        "bomb bombs explosive explosives grenade grenades attack attacks mine stone stones",
    ),
    "FIGHT": (
        "open fire launch exchange capture shoot begin mount take",
        "fire offensive missile missiles rocket rockets bomb shell shells town village city"
        " artillery airstrike airstrikes raid assault",
    ),
    "INVESTIGATE": (
        "launch open begin order conduct",
        "investigation inquiry enquiry probe inspection",
    ),
}
OBJECTS: Final = {
    lemma: tuple(
        (kind, frozenset(nouns.split()))
        for kind, (verbs, nouns) in _WITH_OBJECT.items()
        if lemma in verbs.split()
    )
    for lemma in {lemma for verbs, _ in _WITH_OBJECT.values() for lemma in verbs.split()}
} | {"go": (("PROTEST", frozenset(("strike",))),)}
"""By the lemma of a verb: types, each with the nouns of which the verb has to govern one."""
_PARTICLES: Final = {
    ("call", "off"): "CONCEDE", ("pull", "out"): "RETREAT", ("step", "down"): "RETREAT",
    ("crack", "down"): "COERCE", ("rule", "out"): "REJECT", ("turn", "down"): "REJECT",
    ("blow", "up"): "COERCE", ("call", "on"): "DEMAND", ("call", "for"): "DEMAND",
    ("appeal", "to"): "DEMAND", ("fire", "at"): "FIGHT", ("fire", "on"): "FIGHT",
    ("arrive", "in"): "CONSULT", ("hack", "into"): "COERCE", ("force", "out"): "SANCTION",
    ("ship", "out"): "SANCTION", ("walk", "out"): "PROTEST", ("shoot", "down"): "FIGHT",
    ("arrive", "for"): "CONSULT", ("talk", "with"): "CONSULT", ("talk", "to"): "CONSULT",
    ("speak", "with"): "CONSULT", ("pull", "back"): "RETREAT", ("give", "up"): "RETREAT",
}  # fmt: skip
PARTICLES: Final = {
    lemma: {other: kind for (verb, other), kind in _PARTICLES.items() if verb == lemma}
    for lemma, _ in _PARTICLES
}
"""By the lemma of a verb: type by its particle or the preposition behind it."""
KILLS: Final = frozenset(("kill", "shoot", "wound", "injure", "strike", "hit"))
"""Verbs that are fighting if forces do it, else an assault."""
_FORCES: Final = (
    "army force forces troop troops soldier soldiers military police navy aircraft jet jets"
    " helicopter helicopters tank tanks warship warships guards commandos marines gunboat artillery"
)
FORCES: Final = frozenset(_FORCES.split())
_ACTORS: Final = (
    "government police army rebel rebels militant militants protester protesters demonstrator"
    " demonstrators troop troops soldier soldiers guerrilla guerrillas guerilla guerillas force"
    " forces official officials authority authorities parliament minister president opposition"
    " student students worker workers union militia militiamen gunman gunmen refugee refugees"
    " prisoner prisoners court lawmaker lawmakers leader leaders diplomat diplomats party coalition"
    " group insurgent insurgents separatist separatists terrorist terrorists supporter supporters"
    " villager villagers residents farmers activist activists committee council commission"
    " mob mobs bomber bombers attacker attackers assailant assailants fighter fighters"
    " ministers presidents sides delegation delegations delegates envoy envoys negotiator"
    " negotiators nurses teachers doctors drivers staff employees employers unions countries"
    " nations crowd crowds regime generals kingdom commanders governors mayors politicians"
)
ACTORS: Final = frozenset(_ACTORS.split())
"""Nouns that act without a name."""
POSITIVE: Final = frozenset(
    ("AID", "COOPERATE", "SUPPORT", "CONCEDE", "RETREAT", "CONSULT", "AGREE")
)
NEGATIVE: Final = frozenset(("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "FIGHT"))
PROMISES: Final = frozenset(
    ("agree", "offer", "promise", "pledge", "commit", "undertake", "consent", "accept", "vow")
)
"""Verbs whose infinitive is agreed to, unless it is a hostile act."""
PLANS: Final = frozenset(("plan", "intend", "prepare", "vow", "pledge", "promise", "swear", "want"))
"""Verbs whose infinitive is agreed to or threatened, by what it is."""
AHEAD: Final = PROMISES | PLANS
HOSTILE: Final = frozenset(
    ("crush", "destroy", "punish", "retaliate", "avenge", "eliminate", "annihilate", "smash",
     "hit", "strike", "kill", "fight", "defeat", "oust", "topple")
)  # fmt: skip
"""Verbs whose promise is a threat: "vowed to crush the rebels"."""
READY: Final = frozenset(("ready", "willing", "prepared", "committed"))
"""Adjectives whose infinitive is agreed to."""
LEAVING: Final = frozenset(("resign", "abdicate"))
"""Verbs that are a retreat also while they are still to come."""
SOFT: Final = frozenset(
    ("allow", "let", "permit", "release", "free", "return", "help", "contribute", "assist", "admit")
)
"""Verbs that are agreed to where they are still to come, and state no event by themselves."""
_PARTITIVES: Final = (
    "ten tens hundred hundreds thousand thousands million millions dozen dozens group groups number"
    " numbers third half quarter majority handful series crowd crowds score scores member members"
    " couple pair mission all some many most both one two leaders"
)
PARTITIVES: Final = frozenset(_PARTITIVES.split())
"""Nouns behind whose "of" stands who acts: "tens of thousands of students"."""
REFUSALS: Final = frozenset(("refuse", "decline", "renege", "fail"))
THREATS: Final = frozenset(("threaten", "warn"))
DEMANDS: Final = frozenset(
    ("urge", "demand", "call", "ask", "press", "pressure", "request", "appeal", "insist")
)
"""Verbs whose clause or infinitive somebody else is to do."""
GOVERNING: Final = REFUSALS | THREATS | DEMANDS | AHEAD
"""Verbs that may make something else of the clause below them."""
STATING: Final = (
    frozenset(VERBS) | frozenset(OBJECTS) | frozenset(PARTICLES) | KILLS | SOFT | GOVERNING
)
"""All verbs that may state an event; others do only where somebody is ready to do it."""
