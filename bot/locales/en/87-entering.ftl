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
