### Words on printed sheets.

sheet-headline = Help make { $practice } better
sheet-explanation = Join { $group }. Answer quick questions in Telegram when it suits you, and hear what changed. Joining does not affect your care.
sheet-how-to = Point your phone's camera at the square. Or open Telegram and use the link below it. Then tap Start.
sheet-expires = Works until { $day }.

paper-title-poll = One question for you
paper-from = This comes from { $group }, the patient group of { $practice }. Please tick the boxes, or write on the lines.
paper-care = It is your choice whether you answer, and which questions. Your care stays the same in any case. Please write nothing here about your own illness or treatment.
paper-attribution = { $attribution ->
    [anonymous] Please do not write your name. Staff who type in the answers see this sheet. Nobody notes whose it is.
    [confidential] Please do not write your name. Staff who type in the answers see this sheet, and nobody else does.
   *[named] You need not write your name.
}
paper-question = Question { $number }
paper-when = Answer this only if { $rule }.
paper-how = { $kind ->
    [single] Tick one box.
    [rating] Tick one box.
    [multiple] { $most ->
        [0] Tick all that are right.
       *[other] Tick { $most } at most.
    }
    [number] Write a number.
    [date] Write a day, month and year.
   *[text] Write in your own words.
}
paper-end = Thank you. Please hand this in at the reception of { $practice } before { $when }.
paper-sheet = Sheet
