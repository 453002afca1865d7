"""The verbs that say that somebody speaks, in the forms in which a newsroom writes them."""

import re

# Verbs in -er, without their ending; an accent or a cedilla that the ending moves is left open.
REGULAR = (
    "affirm|ajout|alert|analys|annon[cç]|argument|assur|avan[cç]|clam|comment|compl[éè]t|conc[éè]d"
    "|confess|confi|confirm|constat|dénon[cç]|déplor|détaill|déclar|estim|expliqu|expos|gliss"
    "|illustr|indiqu|insist|interrog|ironis|jug|justifi|lâch|lan[cç]|mart[eè]l|not|nuan[cç]|object"
    "|observ|plaid|point|précis|racont|rappell?|rapport|regrett|relativis|rel[eè]v|remarqu|rép[éè]t"
    "|résum|rétorqu|signal|souffl|soulign|soupir|sugg[éè]r|témoign|temp[éè]r|tranch|vant"
)
# The others, in the present of one person, in their other tenses, and as what follows “a”.
PRESENT = (
    "avertit|conclut|décrit|défend|dit|fait valoir|prévient|promet|poursuit|reconnaît|répond"
    "|soutient|admet|renchérit|écrit|reprend|sourit"
)
OTHER_TENSES = (
    "(?:avert|renchér)(?:issent|issaient|issait|ira|iront)"
    "|conclu(?:ent|aient|ait|ra|ront)"
    "|(?:dé|é)cri(?:vent|vaient|vait|vit|ra|ront)"
    "|(?:défend|répond)(?:ent|aient|ait|ra|ront|it)"
    "|di(?:sent|saient|sait|ra|ront)"
    "|(?:font|faisait|faisaient|fera|feront) valoir"
    "|(?:prév|sout)(?:iennent|enaient|enait|iendra|iendront)"
    "|(?:prom|adm)ett(?:ent|aient|ait|ra|ront)"
    "|poursuiv(?:ent|aient|ait|ra|ront)"
    "|reconnai(?:ssent|ssaient|ssait)|reconnaîtr(?:a|ont)"
    "|repr(?:ennent|enaient|enait|endra|endront)"
    "|souri(?:ent|aient|ait|ra|ront)"
)
PARTICIPLES = (
    "averti|renchéri|conclu|décrit|écrit|défendu|répondu|dit|fait valoir|prévenu|soutenu|promis"
    "|admis|poursuivi|reconnu|repris|souri"
)
REFLEXIVE = (
    "agac|alarm|amus|désol|écri|emport|enthousiasm|étonn|exclam|félicit|impatient|indign"
    "|inqui[éè]t|insurg|interrog|lament|offusqu"
)
ADVERB = (
    "(?:[a-zéèê]+ment|aussi|ainsi|déjà|d'abord|ensuite|enfin|encore|toutefois|d'ailleurs|toujours"
    "|alors|bien)"
)
ITSELF = "(?:se |s')"
IN_ONE_S_PRESENT = (
    rf"(?:{REGULAR})e|{PRESENT}|{ITSELF}(?:(?:{REFLEXIVE})e|réjouit|souvient|défend|plaint)"
)
IN_ANOTHER_TENSE = (
    rf"(?:{REGULAR})(?:ent|e?aient|e?ait|era|eront|e?a|èrent)|{OTHER_TENSES}"
    rf"|{ITSELF}(?:{REFLEXIVE})(?:ent|e?aient|e?ait|era|eront)"
    rf"|{ITSELF}(?:est|sont|était|étaient) (?:{REFLEXIVE})ée?s?"
    # “a d'abord précisé”.
    rf"|(?:a|ont|avait|avaient|aura|auront) (?:{ADVERB} )?(?:(?:{REGULAR})é|{PARTICIPLES})"
)
INVERTED = r"[a-zéèê]+(?:-t)?-(?:il|elle|ils|elles|on)"
VERB = re.compile(rf"\b(?:{IN_ONE_S_PRESENT}|{IN_ANOTHER_TENSE}|{INVERTED})\b")
# From the sign that opens it to the comma or the full stop that closes it. `told`: the words are an
# incise only when somebody follows, for what is told may go on so: “les élus, ont annoncé un plan”.
INCISE = re.compile(
    rf"[,?!…]\s+(?:{IN_ONE_S_PRESENT}|(?:se |s'|a |avait )?{INVERTED}"
    rf"|(?P<told>(?:(?:nous|lui|leur) |[ml]')?(?:{IN_ONE_S_PRESENT}|{IN_ANOTHER_TENSE})))\b"
)
