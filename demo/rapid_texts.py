"""What two invented rapid reviews say. Nobody is meant."""

# Of a baby with injuries: half written.
BABY = {
    "child": "A baby boy of three months and his sister, who is three. They lived with both "
    "parents; a grandmother came by most days.",
    "identity": "Both children are White British. No disability is recorded by any agency. No "
    "agency recorded faith.",
    "incident": "The baby was brought to hospital on 24 August with injuries that nobody could "
    "explain. The council became aware the next day.",
    "safety": "Both children are with foster carers, together. Contact with the parents is "
    "supervised.",
    "history": "Health visiting saw the family five times. The mother was treated for low mood.",
}
# Of a young person who was stabbed: written to the end.
YOUNG = {
    "child": "A young man of sixteen, who lived with his mother and two younger brothers.",
    "identity": "He is Black British. He has dyslexia, which one of his three schools knew of.",
    "incident": "He was seriously hurt with a knife by another young person on 20 August. He "
    "is out of hospital.",
    "safety": "He and his brothers stay with an aunt in another area, whose council knows.",
    "history": "Three schools in two years. Missing eleven times; four return interviews.",
    "lived": "He told a youth worker that going home another way took an hour and kept him safe.",
    "worked": "The youth worker stayed in touch through every change of school.",
    "why": "Each agency saw its own part. Who decided that a move of school was safe was not clear "
    "to anybody.",
    "learning": "A move of school is a moment of danger. Since August the panel of exploitation "
    "hears of each.",
    "national": "The case raises nothing that is complex or of national importance.",
    "questions": "None. What there is to find out is found out.",
    "parallel": "A criminal investigation of the other young person.",
    "contact": "The social worker has told his mother, and meets her again after the decision.",
    "media": "The council's press office answers, with one sentence that was agreed.",
}
REASONS = {
    "local.improvement": "Improvement is under way and can be measured without a review.",
    "local.themes": "Moves of school and exploitation came up in two cases before this one.",
    "local.together": "Agencies shared what they knew late, and shared it.",
    "local.panel": "The Panel has not given advice.",
}
ASKED = (
    "What does your agency know about the child and the family, when did it last see the child, "
    "and what has it done? Give the dates that matter, from your own records."
)
