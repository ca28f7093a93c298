### After a restore.

restored-held = The data of { $practice } came back from a copy of { $day }, { $time }. What happened after that is lost. { $count ->
    [0] No message waits. What falls due now waits for your answer.
    [one] 1 message waits. It may have been sent before.
   *[other] { $count } messages wait. Some may have been sent before.
} Shall we send what waits? Replies to people go out as always.
button-restored-send = Send what waits
button-restored-drop = Do not send it
restored-sending = { $count ->
    [0] Thank you. Messages go out again from now on.
    [one] Thank you. 1 message is on its way. New ones go out again too.
   *[other] Thank you. { $count } messages are on their way. New ones go out again too.
}
restored-dropped = { $count ->
    [0] Thank you. Messages go out again from now on.
    [one] Thank you. 1 message will not be sent. New ones go out again from now on.
   *[other] Thank you. { $count } messages will not be sent. New ones go out again from now on.
}
nothing-waits = Somebody has decided this already. Messages go out as usual.
