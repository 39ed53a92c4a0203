"""Which words say that somebody speaks?

Lemmas of verbs of saying, our own list after the reporting verbs of news English. `SPEECH` verbs
introduce speech by themselves; `MANNER` verbs do beside quotation marks alone ("he laughed").
"""

from __future__ import annotations

from typing import Final

_SPEECH: Final = """
acknowledge add admit advise affirm allege announce answer argue ask assert assure aver avow beg
blog boast boom brag caution chant claim clarify command comment complain concede conclude confide
confirm contend continue counsel counter cry deadpan declare demand deny describe disclose divulge
e-mail elaborate email emphasise emphasize enquire estimate exclaim explain gush highlight hint
implore imply indicate inform inquire insist interject joke lament maintain message mumble murmur
muse mutter narrate note observe opine plead pledge post predict proclaim profess promise propose
quip read recall recommend recount reiterate rejoin relate remark remember remind repeat reply
report respond retort retweet riff say scream shoot shout signal snap specify speculate state
stress suggest summarise summarize tease tell testify text theorize thunder tweet underline
underscore urge vow warn whisper wonder write yell
"""
SPEECH: Final = frozenset(_SPEECH.split())
_MANNER: Final = """
accuse agree apologise apologize attack begin believe bemoan blast brand call challenge
characterise characterize charge chastise cheer chide chime cite compare condemn congratulate
criticise criticize decry defend deliver denounce deride describe dismiss dispute dub echo express
feel figure find fire go greet growl grumble guess hail hit hope intone jab know label lash laugh
lecture liken marvel mention mock mouth object offer order point praise pray preach pronounce
protest put question quote rail rant rebuke refer regard reject reveal ridicule rip scoff scold
see sign signal sing slam sneer sniff snort speak start sum swear talk term thank think tout view
voice want warn welcome worry
"""
MANNER: Final = frozenset(_MANNER.split())
CUES: Final = SPEECH | MANNER
"""Verbs that may govern words in quotation marks."""
_NAMING: Final = (
    "call label brand dub term describe characterize characterise refer deride pronounce"
)
NAMING: Final = frozenset(_NAMING.split())
"""Verbs whose quoted words are a name or a judgement of one or two words: "called it “unfair”"."""
_THINKING: Final = """
agree believe consider fear feel figure find guess hope know put regard see think view want worry
"""
THINKING: Final = frozenset(_THINKING.split())
"""Verbs of thought: of "said that he believed", saying is the cue."""
_STATING: Final = """
acknowledge add admit affirm agree allege announce argue assert assure believe boast brag caution
claim clarify complain concede conclude confirm contend declare disclose emphasise emphasize
estimate explain fear hint hope imply indicate inform insist lament maintain note observe pledge
predict proclaim promise recall reiterate remark remind repeat report reveal say state stress
suggest tell testify think tweet vow warn write
"""
STATING: Final = frozenset(_STATING.split())
"""Verbs whose finite clause is indirect speech."""
_NOUNS: Final = """
ad address advertisement answer article blog caption chant column comment comments e-mail
editorial email essay interview letter memo message motto note op-ed post press question release
remark remarks reply response sign slogan speech statement testimony text tweet video words
"""
NOUNS: Final = frozenset(_NOUNS.split())
"""What speech stands in: "in a statement: “…”"."""
_PRONOUNS: Final = "he she they i we it you who one"
PRONOUNS: Final = frozenset(_PRONOUNS.split())
RELATIVES: Final = frozenset(("who", "that", "which", "whom", "whose"))
