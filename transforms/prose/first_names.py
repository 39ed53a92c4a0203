"""Given names that tell whether "he" or "she" is meant. Our own list of general knowledge.

Names that both women and men have (Alex, Kim, Leslie, Taylor) are left out: they tell nothing.
"""

from __future__ import annotations

from typing import Final

_MEN: Final = """
aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto aldo alejandro aleksandr
aleksei alexander alexei alfred ali allen amir amit anatoly anders andreas andrei andres andrew
andriy angelo anthony anton antonio antony arjun arnold arthur artur asif barack barry ben
benjamin bernard bernie bill billy bjorn bob bobby boris brad bradley brendan brent brett brian
bruce bruno bryan carl carlos cesar charles charlie chris christian christoph christopher chuck
claude colin craig cyril dale daniel darren dave david dean dennis derek diego dieter dimitri
dmitri dmitry dmytro dominic don donald doug douglas dwight earl eddie edgar eduardo edward edwin
elijah elon emil emmanuel enrique eric erik ernest ethan eugene evan evgeny fabio farid felipe
felix fernando francis francisco francois frank franklin franz fred frederick fyodor gabriel gary
gavin geoff geoffrey george gerald gerard gerhard giorgio giovanni giuseppe glenn gordon graham
greg gregory guillaume guillermo gustavo guy hamid hans harold harry harvey hassan hector heinz
henri henry herbert herman hiroshi howard hugh hugo hussein ian ibrahim igor ilham imran isaac
ismail ivan jack jacob jacques jake jamal james jan jared jason javier jay jean jeff jeffrey jens
jeremy jerome jerry jesse jesus jim jimmy joachim joao joe joel johan johannes john johnny jon
jonathan jorge jose josef joseph josh joshua juan julian julio jurgen justin karim karl keith
kenji kenneth kenny kevin khalid kirill klaus konstantin kurt kyle lars larry lawrence lee len leo
leon leonard leonid lewis lindsey lloyd louis luca lucas luigi luis luke mahmoud malcolm manuel
marc marcel marco marcus mario mark markus marshall martin marvin mathias matt matteo matthew
maurice max maxim mehdi michael michel miguel mike mikhail milan mitch mitt mohamed mohammad
mohammed moshe muhammad murray mustafa narendra nathan neil nicholas nick nicolas nigel nikita
nikolai noah norman oleg oliver omar oscar osman otto pablo paolo pascal patrick paul pavel pedro
pete peter petro phil philip philippe pierre piotr rafael rahul raj rajesh ralph ramon randy
rashid raul ray raymond recep reggie reinhold rex ricardo richard rick rishi rob robert roberto
rodney rodrigo roger roland roman ron ronald ross roy rudolf rudy russell ryan saad said saleh
salman sam samir samuel santiago satoshi scott sean sebastian serge sergei sergey sergio shane
shinzo sidney simon stanley stefan stephen steve steven stewart stuart sunil suresh sven ted
terrence terry theo theodore thierry thomas tim timothy toby todd tom tomas tommy tony travis
trevor tyler umberto vadim valery viktor vijay vince vincent vitaly vladimir volodymyr walter
warren wayne werner wilhelm will willem william wolfgang xavier yasser yevgeny yuri yusuf zachary
zoran
"""
MEN: Final = frozenset(_MEN.split()) - {"jean", "lee", "lindsey", "said", "will"}
_WOMEN: Final = """
abigail ada adele aisha alice alicia alison allison amanda amber amelia amina amy ana anastasia
andrea angela angelina anita ann anna anne annette annie april ariana ashley astrid audrey ayesha
barbara beatrice becky bernadette beth betsy betty beverly bonnie brenda brigitte brittany camilla
carla carly carmen carol carolina caroline carolyn cassandra catherine cathy cecilia cecile celine
charlotte chelsea cheryl chloe christiana christina christine cindy claire clara claudia colleen
condoleezza connie cristina cynthia daniela danielle daphne dawn deborah debbie delia denise diana
diane donna dora doris dorothy edith eileen elaine elena eleanor elisa elisabeth elise elizabeth
ella ellen elsa emily emma erica erin esther eva evelyn fatima fatma fiona florence frances
francesca gabriela gabrielle gail georgia gina giorgia giulia gloria grace greta gretchen gwen
hannah harriet hazel heather heidi helen helena helga hilary hillary huma ida ines ingrid irene
irina iris isabel isabella ivana ivanka jacinda jackie jacqueline jane janet janice jean jeanne
jennifer jenny jessica jill joan joanna jocelyn jodi josephine joy joyce juanita judith judy julia
juliana julie june kaitlyn kamala karen karin karolina karoline kate katerina katharine katherine
kathleen kathryn kathy katie katrina kayleigh kellyanne kirsten kristen kristin ksenia laila lara
latifa laura lauren leah leila lena leticia lila lilian lillian lily linda lisa lois loretta lori
louise lucia lucy luisa lydia lynn madeleine madeline maggie malala malia mandy manuela marcia
margaret margarita maria marian marianne marie marilyn marina marine marion marjorie marlene marta
martha mary maryam maureen maya megan melania melanie melissa mercedes meredith michelle milena
miriam mitchell moira molly monica monique nadia nadine nancy naomi natalia natalie natasha nicola
nicole nikki nina noor nora norma olga olivia oprah pamela patricia patty paula pauline peggy
penelope penny petra phyllis priscilla priya rachel raquel rebecca regina renata renee rita
roberta rosa rosalind rose rosemary roxana ruth sabrina sally samantha sandra sandy sara sarah
savannah shannon sharon sheila shelley sheryl shirley silvia simone sofia sonia sonja sophia
sophie stella stephanie sue susan susana susanne suzanne svetlana sylvia tamara tammy tanya tara
tatiana teresa theresa tiffany tina tracy ursula valentina valerie vanessa vera veronica victoria
viola violet virginia vivian wanda wendy whitney yasmin yelena yolanda yulia yvette yvonne zainab
zoe
"""
WOMEN: Final = frozenset(_WOMEN.split()) - {"jean", "mitchell"}
