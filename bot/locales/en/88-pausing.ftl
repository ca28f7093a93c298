### Pausing, and putting right what is kept.

paused = <b>You have paused</b>
    { $group } asks you nothing and sends you nothing. You are not counted. We keep your details and do nothing with them.

    To be in the group again, tap <b>Come back</b>. These still work: /mydata /privacy /language /help /leave /forget
settings-pause = <b>Pause</b>: we ask and send you nothing, and count you nowhere, until you come back.{ $roles ->
        [yes] {" "}You cannot use your role until then.
       *[no] {""}
    }
settings-name = Your name: { $name }
settings-connection = You are a { $connection ->
        [carer] carer
       *[other] patient
    }.
button-pause = Pause
button-come-back = Come back
button-correct-name = Change my name
button-connection-carer = I am a carer
button-connection-patient = I am a patient
come-back-done = Welcome back. You are in { $group } again. To see what the group is asking, type /polls
settings-name-ask = What is your name? Please type it. The old name is not kept.
settings-name-wrong = Please type a name of { $shortest } to { $longest } letters.
settings-name-kept = Thank you. Your name is now { $name }.
