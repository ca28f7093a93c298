### Words on printed sheets.

sheet-headline = Help make { $practice } better
sheet-explanation = Join { $group }. Answer quick questions in Telegram when it suits you, and hear what changed. Joining does not affect your care.
sheet-how-to = Point your phone's camera at the square. Or open Telegram and use the link below it. Then tap Start.
sheet-expires = Works until { $day }.
