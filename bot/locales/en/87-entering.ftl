### Answers on paper or by phone, printed sheets, and the Friends and Family return.

command-enter = Enter answers from paper or phone
command-fft = The month's Friends and Family return

fft-none = No Friends and Family Test was sent in the last 12 months. Type /survey and choose it under ready-made surveys.
fft-choose = The return of which month?
fft-head = <b>Friends and Family Test, { $month }</b>
    { $practice }
fft-response = { $number ->
    [1] Very good
    [2] Good
    [3] Neither good nor poor
    [4] Poor
    [5] Very poor
   *[6] Don't know
}: { $count }
fft-total = <b>Total: { $count }</b>
fft-too-few = { $count ->
    [0] Nobody took the test in this month.
    [one] 1 person took the test. We show answers from 5 people on, so that nobody can be found out.
   *[other] { $count } people took the test. We show answers from 5 people on, so that nobody can be found out.
}
fft-method = { $method ->
    [chat] In this chat
    [paper] On paper
    [phone] By phone
   *[other] { $method }
}: { $count }
fft-still-open = { $count ->
    [one] { $references } is still open. It is counted when it has closed.
   *[other] { $references } are still open. They are counted when they have closed.
}
fft-due = The return is due on { $day }. Written answers are no part of it.
fft-handed-in = You noted this return as handed in. It was due on { $day }.
fft-reminder = The Friends and Family return of { $month } is due on { $day }.
fft-noted = Noted. We will not remind you of this month again.
button-fft-look = Show the return
button-fft-handed-in = It is handed in

enter-none = Nothing is open that you could enter answers for.
enter-choose = Which answers came in?
enter-method = <b>{ $reference }</b> { $title }

    How did the answers come? They count like all others, and are marked by how they came.
button-enter-paper = On paper
button-enter-phone = By phone
enter-number = Which number is on the sheet? Type it, for example { $example }. So we notice when a sheet is entered twice.
button-enter-no-number = No number
enter-sheet = <i>{ $method ->
        [phone] You are entering what came by phone.
       *[paper] You are entering a sheet of paper{ $numbered ->
            [yes] , number { $number }
           *[no] {""}
        }.
    }</i>
enter-same-again = The answers are the same as those you entered just before for { $reference }. Is this another person?
button-enter-another = Yes, another person
button-enter-same = No, the same one
enter-stored = Stored for { $reference }{ $numbered ->
    [yes] , sheet { $number }
   *[no] { "" }
}. { $method ->
    [paper] { $count ->
        [one] 1 answer on paper so far.
       *[other] { $count } answers on paper so far.
    }
   *[other] { $count ->
        [one] 1 answer by phone so far.
       *[other] { $count } answers by phone so far.
    }
}
enter-taken-back = Taken back. It does not count for { $reference } any more.
enter-next = You are entering answers for { $reference }.
enter-nothing-to-take-back = There is nothing to take back here any more. Only the last one you entered can be taken back.
enter-stopped = You stopped. Nothing of this sheet was stored.
button-enter-next = Enter the next one
button-enter-take-back = Take this one back
paper-problem = { $problem ->
    [number] That is no number of a sheet of { $number }. Look at the bottom of the sheet, or tap No number.
    [all] Every number for sheets of { $number } is used.
    [entered] Sheet { $number } was entered before. If it is another sheet, tap No number.
   *[empty] Nothing is answered on this sheet. So there is nothing to store.
}
button-enter-print = Print 10 sheets
button-enter-print-large = Print 10 in large print
enter-sheets = { $count } sheets to print, { $first } to { $last }. Each has a number of its own at the bottom. Type the answers in with /enter.
