### Answers on paper or by phone, printed sheets, and the Friends and Family return.

command-enter = Enter answers from paper or phone
command-fft = The month's Friends and Family return
