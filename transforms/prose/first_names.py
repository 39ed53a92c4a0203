"""Given names that tell whether "he" or "she" is meant. Our own list of general knowledge.

Names that both women and men have (Alex, Kim, Leslie, Taylor) are left out: they tell nothing.
"""

from __future__ import annotations

from typing import Final

_MEN: Final = """
aaron abbas abdel abdul abdullah abdullahi abel abraham adam adnan adrian agustin ahmad ahmed aidan
alain alan albert alberto aldo alec alejandro aleksandr aleksei alessandro alexander alexandre
alexandros alexandru alexei alfonso alfred ali alistair allen alvaro alvin amadou amar amir amit
amos anand anatoly anders andreas andrei andres andrew andriy angelo anil ante anthony antoine anton
antonio antony antti arash archie arjun arkady arne arnold arthur artur arvind ashok ashraf asif
athanasios augusto aurelien avi baptiste barack barry bart bartosz bashar basil ben benedict benito
benjamin bernard bernie bertrand bilal bill billy bjorn bob bobby bogdan boris boyd brad bradley
branko brendan brent bret brett brian bruce bruno bryan burt byron caleb carl carlos cecil cedric
cesar charles charlie chester chris christian christoph christopher chuck clarence claude clayton
cliff clifford clint clyde cody colin connor conrad corey cornelius craig curtis cyril cyrus dale
damian damien daniel danilo danny dario darrell darren darryl darwin dave david davide davit dean
deepak dennis denny denzel derek derrick desmond dick didier diego dieter dimitri diogo dirk dmitri
dmitriy dmitry dmytro domenico dominic don donald donnie doug douglas doyle duncan dusan dustin
dwight dylan eamon earl eddie edgar edmond edmund eduardo edward edwin efraim elias elijah elon
elton emanuel emeka emil emmanuel enrique enzo eric erik ernest ernesto ernst erwin esteban ethan
etienne eugene evan evgeniy evgeny ezra fabian fabio fabrice faisal farid felipe felix ferdinand
fernando fidel filip finn flavio floyd francis francisco francois frank franklin franz fred
frederick fredrik fritz fyodor gabriel gareth garrett gary gaston gavin gennady geoff geoffrey
george georgi georgios gerald gerard gerhard gianni gideon gilbert gilles giorgio giovanni giuseppe
glenn goran gordon graeme graham greg gregory grigory guillaume guillermo gunter gus gustav gustavo
guy habib hakan hakeem hal hamid hank hannes hans harald harish harold harry harvey hassan heath
hector heinz hendrik henri henry herbert herman herve hiroshi hisham homer horst howard hugh hugo
humphrey hussein ian ibrahim idris igor ilham ilya immanuel imran ingo ioannis irvin irving isaac
isaiah ismail ivan ivo ivor jack jacob jacques jaime jake jamal james janez janos jared jaroslav
jason jasper javad javier jay jed jeff jeffrey jens jeremiah jeremy jeroen jerome jerry jerzy jesse
jesus jim jimmy jiri joachim joao joaquin jock joe joel joey johan johannes john johnny jon jonah
jonas jonathan jorge joris jose josef joseph josh joshua josip jozef juan juergen juha julian julio
julius junichi jurgen justin kaan kamal kamil karim karl kazuo keir keith kelvin ken kenji kenneth
kenny kevin khaled khalid kiril kirill kjell klaus kofi konstantin kostas kourosh krzysztof kunal
kurt kwame kyle larry lars laurence laurent lawrence lazar leandro leif len leo leon leonard leonid
leopold leroy lev lewis liam linus lionel ljubo lloyd lorenzo lothar louis luca lucas lucian lucien
ludwig luigi luis luke luther lyle maciej magnus mahmoud mahmud majid malcolm manfred manish manny
manuel marc marcel marcelo marcin marco marcus marek mariano mario marius mark marko markus marlon
marshall martin marvin marwan masood mateo mateusz mathew mathias mats matt matteo matthew matthias
maurice mauricio maurizio max maxim maximilian maynard mehdi melvin michael michel miguel mihai
mikael mike mikhail mikko milan milos mircea miroslav mitch mitt mladen mohamed mohammad mohammed
mohan mohsen moises mordechai moritz morris mort moses moshe moussa muhammad muhammadu murat murray
mustafa myron nabil naftali narendra nasser nate nathan neal neil nestor newt nicholas nick nicolas
nigel nikita nikolai nikolas nikolay nikos nils noah norman nuno obinna octavio olaf ole oleg oliver
olivier olusegun omar orlando orrin osama oscar osman oswald otis otto owen pablo paddy paolo pascal
patrick paul pavel pavlo pavlos pedro percy perry petar pete peter petr petro petter phil philip
philippe phillip pierre piotr predrag quentin radoslaw rafael rahman rahul rainer raj rajesh ralph
rami ramon ramzan randall randy raoul rasheed rashid raul ravi ray raymond recep reggie reinhard
reinhold reuben rex reza ricardo richard rick ricky rishi rob robert roberto rodney rodolfo rodrigo
roger roland rolando rolf romain roman romeo ron ronald ronnie rory roscoe ross roy ruben rudi
rudolf rudolph rudy rupert russell rustam ryan saad sadiq saeed sajid saleh salim salman salvador
salvatore sam samer sami samir samuel sanjay santiago satoshi saul sayed scott sean sebastian
sebastien serge sergei sergey sergio sergiy seth shane shaun shawn shigeru shinzo sidney sigmar
silvio simeon simon slobodan solomon stan stanley stavros stefan steffen stephen steve steven
stewart stig stuart suleiman sunil suresh sushil sven syed szymon tadeusz taha takashi tariq tayyip
ted teodor terence terrence terry thabo thad thaddeus theo theodore thierry thomas tiberiu tibor tim
timothy tobias toby tod todd tom tomas tomasz tomislav tommaso tommy tony torsten travis trent
trevor tristan tyler tyrone ulrich umberto uri uwe vaclav vadim valentin valeriy valery vasily
vicente victor vidal vijay vikram viktor vince vincent vinod vitali vitaly vitor vivek vlad vladimir
vladislav volker volodymyr wally walt walter warren wayne wendell werner wes wesley wiktor wilbur
wilfred wilhelm willem william wim winston wojciech wolfgang woodrow xavier yair yaroslav yasser
yasuo yevgeny yiannis yoav yoshihide yousef youssef yuri yusuf yves zachariah zachary zbigniew
zeljko zlatan zoran zubair
"""
MEN: Final = frozenset(_MEN.split())
_WOMEN: Final = """
abigail ada adela adele adriana agata agnes agnieszka aida aileen aisha akiko alejandra aleksandra
alessandra alexa alexandra alexis alice alicia alina alison aliya allison alma althea alyssa amal
amanda amber amelia amina amy ana anastasia anastasiia anca andrea anette angela angelina angelique
anika anita anja anka ann anna annabelle anne anneke annette annie annika antonia anya aparna april
ariana ariane arlene ashley asma astrid aude audra audrey ava aya ayesha barbara beata beatrice
becky belinda benazir berit bernadette bernice beryl beth betsy bettina betty beverly bianca birgit
blanca blanche bonnie brenda bridget brigitte britta brittany bronwyn camilla candace carla carly
carmela carmen carol carole carolina caroline carolyn cass cassandra catalina catarina cate
catherine cathy cecile cecilia celeste celia celine chantal charlene charlotte charmaine chelsea
cheryl chiara chimamanda chloe christiana christina christine cindy claire clara clarissa claudia
claudine clementine colleen condoleezza connie consuelo cora coretta corinne cornelia cristina
cynthia daniela danielle daphne daria darlene dawn deanna deb debbie debora deborah debra deirdre
delia delphine demi denisa denise desiree diana diane dilma dina dolores donna dora doris dorota
dorothy edith edna eileen ekaterina elaina elaine elba eleanor elena eleonora elisa elisabeth
elisabetta elise eliza elizabeth elizaveta ella ellen elodie eloise elsa elvira emilia emilie emily
emma emmanuelle erica erika erin ernestine esperanza estelle ester esther eugenia eunice eva
evangeline evelyn evita farah fatima fatma fay faye felicia felicity fern fernanda fiona flavia
flora florence frances francesca frida gabriela gabriella gabrielle gail galina gemma genevieve
georgia georgina geraldine germaine gertrude gina giorgia gisele giulia gladys glenda gloria grace
graciela grazyna greer greta gretchen gwen gwendolyn hadiza hala halina hana hanan hanna hannah
harriet hazel heather heide heidi heike helen helena helga helle henrietta hermine hilary hilda
hillarie hillary huma ida ileana ilse imelda imogen ines inga inge ingrid inna ioana iolanda irene
irina iris irma isabel isabella isabelle iva ivana ivanka izabela jacinda jacinta jackie jacqueline
jacquelyn jana jane janelle janet janette janice janine jasmine jeanne jeannette jeannie jeannine
jelena jennifer jenny jerusha jessica jill joan joann joanna joanne jocelyn jodi jodie joelle
johanna jolene josefina josephine josie joy joyce juanita judith judy julia juliana julie june jutta
kaia kaitlyn kaja kamala karen karin karla karolina karoline kasia katarina katarzyna kate katerina
katharina katharine katherine kathie kathleen kathrin kathryn kathy katie katja katrina katy kaye
kayleigh keiko keisha kelli kellie kellyanne kendra kerstin khadija kiersten kimberly kinga kira
kirsten kitty klara krista kristen kristi kristin kristina krystyna ksenia laila lana lara larissa
latifa latoya laura lauren laverne lea leah leanne leila lena lenka leonor leonora leslye leticia
letizia lidia lila lilian liliana lillian lily lina linda lisa lise liv liz liza lois lola loredana
lorena loretta lori lorna lorraine lottie louise lourdes lucia luciana lucille lucinda lucy ludmila
luisa luz lydia lynda lynette lynn lynne mabel mable madeleine madeline magda magdalena maggie maha
maisie malala malgorzata malia manal mandy manuela mara marcela marcia margaret margarita margit
margo margot margrethe maria mariah mariam marian mariana marianna marianne maribel marie mariella
marietta marika mariko marilyn marina marine marion marisol marissa marit marjorie marla marlena
marlene marta marte martha martine marwa mary maryam maryanne masha mathilde matilda maud maura
maureen mavis maxine maya mayra megan melania melanie melinda melissa mercedes meredith mia michaela
michele michelle michiko mila mildred milena milica millicent minerva minna miranda miriam mirjam
moira molly mona monica monika monique montserrat muriel myra myrna myrtle nabila nadezhda nadia
nadine naima nancy nanette naomi narges natacha natalia natalie natalya natasha nelly nichelle
nicola nicole nicolette nikki nikol nina nobuko noelle noor nora noreen norma nuria oksana
oleksandra olena olga olivia ollie ophelia oprah orsolya paige paloma pam pamela patricia patty
paula paulina pauline peggy penelope penny perla petra petronella phoebe phyllis pia pilar polly
portia pranita priscilla priti priya rachael rachel rana randi rania raquel rashida rebecca reem
regina reina renata renee reyna rhea rhoda rhonda rigoberta riitta rina rita roberta rocio ronda
rosa rosalia rosalie rosalind rosalyn rosanna rosario rose roseanne rosemary rosie rowena roxana
roxanne ruth ruzena sabina sabrina sadie saida sally salma samantha sandra sandy sanna saoirse sara
sarah saskia savannah selena selma serena shaheen shannon sharon shauna sheila shelby shelley sherry
sheryl shireen shirley shonda sian sigrid siham silvia simona simone sinead siobhan sofia solange
soledad sonia sonja sonya sophia sophie soraya stacey stacy stefania stefanie stella stephanie stina
sue sunita susan susana susannah susanne susie suzana suzanne suzy svetlana swati sybil sylvia
sylvie tabea tabitha taissa talia tamara tammy tania tanya tara tarja tatiana tatyana tawakkol
teresa teri tess tessa thalia thea thelma theodora theresa therese tiffany tilda tina toni tonya
tracey tracy tricia trina trish trudy ulla ulrike una ursula usha ute valentina valeria valerie
vanessa velma vera verena verna veronica veronique vicki vickie vicky victoria vigdis viktoria vilma
viola violet virginia vivian vivienne wanda wangari wendi wendy whitney wilhelmina wilma winifred
winnie xiomara yael yasmeen yasmin yekaterina yelena yesenia yoko yolanda yulia yuliya yumi yuriko
yvette yvonne zadie zahra zainab zara zeinab zelda zeynep zoe zofia zuzana
"""
WOMEN: Final = frozenset(_WOMEN.split())
