### Comments: how people send them, and the gate before them.

voice-problem = { $problem ->
       *[gone] That comment is not there any more.
    }
somebody-was-first = Somebody else has changed { $reference } since you looked at it. Here is how it stands now.
default-topics = Getting an appointment
    Phoning the practice
    Reception
    Prescriptions
    The website and apps
    The building
    Being kept informed
    How people are treated
    Something else
