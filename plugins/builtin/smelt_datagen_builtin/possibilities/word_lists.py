"""Lists of words that come with the generator `words`; their order is part of the output."""

from __future__ import annotations

from collections.abc import Mapping

_LOREM = """
lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et
dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex
ea commodo consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla
pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim
id est laborum perspiciatis unde omnis iste natus error voluptatem accusantium doloremque laudantium
totam rem aperiam eaque ipsa quae ab illo inventore veritatis quasi architecto beatae vitae dicta
explicabo nemo ipsam quia voluptas aspernatur aut odit fugit consequuntur magni dolores eos ratione
sequi nesciunt neque porro quisquam dolorem adipisci numquam eius modi tempora incidunt magnam
aliquam quaerat minima nostrum exercitationem ullam corporis suscipit laboriosam aliquid commodi
consequatur autem vel eum iure quam nihil molestiae illum quo at vero accusamus iusto odio
dignissimos ducimus blanditiis praesentium voluptatum deleniti atque corrupti quos quas molestias
excepturi occaecati cupiditate provident similique mollitia animi harum quidem rerum facilis
expedita distinctio nam libero tempore cum soluta nobis eligendi optio cumque impedit minus quod
maxime placeat facere possimus assumenda repellendus temporibus quibusdam officiis debitis
necessitatibus saepe eveniet voluptates repudiandae recusandae itaque earum hic tenetur a sapiente
delectus reiciendis voluptatibus maiores alias perferendis doloribus asperiores repellat
"""

_ENGLISH = """
able about above act add after again against age ago agree air all allow almost alone along already
also always among amount and animal another answer any appear apple area arm around arrive art ask
away baby back bad bag ball bank base be bear beat beautiful bed been before begin behind believe
below best better between big bird black blood blow blue board boat body book both bottom box boy
branch bread break bridge bright bring brother brown build burn business busy but buy by call came
camp can capital car card care carry case cat catch cause cell center century certain chair chance
change character charge chart check child choose church circle city claim class clean clear climb
clock close clothes cloud coast coat cold collect color come common company compare complete
condition connect consider contain continue control cook cool copy corn corner correct cost cotton
could count country course cover cow create crop cross crowd cry current cut dance danger dark day
dead deal dear decide deep degree depend describe desert design detail develop dictionary difference
difficult direct discuss distance divide doctor does dog dollar done door double down draw dream
dress drink drive drop dry during each early earth ease east easy eat edge effect egg eight either
electric element else end enemy energy engine enough enter equal especially even evening event ever
every exact example except excite exercise expect experience experiment explain eye face fact fair
fall family famous far farm fast father favor fear feed feel few field fight figure fill final find
fine finger finish fire first fish fit five flat floor flow flower fly follow food foot force forest
form forward found four fraction free fresh friend from front fruit full game garden gas gather
general gentle get girl give glad glass go gold good govern grand grass great green ground group
grow guess guide hair half hand happen happy hard hat have head hear heart heat heavy help here high
hill history hold hole home hope horse hot hour house huge human hundred hunt hurry ice idea imagine
inch include indicate industry insect instrument interest invent iron island job join joy jump just
keep key kind king know lady lake land language large last late laugh law lay lead learn least leave
left leg length less letter level lie life lift light like line liquid list listen little live
locate long look lost loud love low machine magnet main major make man many map mark market master
match material matter mean measure meat meet melody metal method middle mile milk million mind mine
minute miss mix modern molecule moment money month moon morning most mother motion mountain mouth
move much multiply music must name nation natural nature near necessary neck need never new next
night nine noise noon north nose note nothing notice noun number object observe occur ocean offer
office often oil old once one only open operate opposite orange order organ original other out over
own oxygen page paint pair paper paragraph parent part party pass past path pattern pay people
perhaps period person phrase pick picture piece pitch place plain plan plane planet plant play
please plural poem point poor populate port position possible post pound power practice prepare
present press pretty print probable problem process produce product proper property protect prove
provide pull push put question quick quiet quite race radio rail rain raise range rather reach read
ready real reason receive record red region remember repeat reply represent require rest result rich
ride right ring rise river road rock roll room root rope rose round row rub rule run safe sail salt
same sand save say scale school science score sea search season seat second section see seed seem
segment select self sell send sense sentence separate serve set settle seven several shape share
sharp sheet shell shine ship shoe shop shore short should shoulder shout show side sight sign silent
silver similar simple since sing single sister sit six size skill skin sky sleep slip slow small
smell smile snow soft soil soldier solution solve some son song soon sound south space speak special
speech speed spell spend spoke spot spread spring square stand star start state station stay steam
steel step stick still stone stood stop store story straight strange stream street stretch string
strong student study subject substance subtract success such sudden suffix sugar suggest suit summer
sun supply support sure surface surprise swim syllable symbol system table tail take talk tall teach
team teeth tell temperature ten term test thank that their them then there thick thin thing think
third this those though thought thousand three through throw time tiny tire together tone tool top
total touch toward town track trade train travel tree triangle trip trouble truck true try tube turn
twenty two type under unit until up usual valley value vary verb very view village visit voice vowel
wait walk wall want war warm wash watch water wave way wear weather week weight well west what wheel
when where which white whole wide wife wild will win wind window wing winter wire wish with woman
wonder wood word work world would write written wrong yard year yellow yes yet young
"""

WORD_LISTS: Mapping[str, str] = {"lorem": _LOREM, "english": _ENGLISH}
"""The words of each list, with white space between them."""
