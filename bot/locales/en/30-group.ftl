### The group, settings, help.

settings-head = <b>Your settings</b>
settings-tier = You are a { $tier ->
        [core] core member: you get polls and news, and you also come to meetings. The chair and the practice can see your name
       *[wider] wider member: you get polls and news
    }.
settings-reminders = Reminders of polls and meetings: { $wanted ->
        [yes] on
       *[no] off
    }.
settings-messages = Messages from the group: { $allowed ->
        [yes] on
       *[no] off. To see what the group is asking, type /polls
    }.
button-be-core = Become a core member
button-be-wider = Become a wider member
button-reminders-on = Turn reminders on
button-reminders-off = Turn reminders off
button-messages-on = Turn messages on
button-messages-off = Turn messages off
settings-kept = Saved.
language-head = <b>Language</b>
    I speak these languages. Tap one.
language-kept = From now on I speak English to you.
language-name = English

invite-link = <b>An invitation to { $group }</b>
    { $uses ->
        [one] Send this link to the person you want to invite:
       *[many] Put this link on your poster or in your letter:
    }

    { $link }

    { $uses ->
        [one] It lets in 1 person.
       *[many] It lets in any number of people.
    } It works until { $day }.
button-invite-one = For 1 person
button-invite-many = For a poster or letter
invite-choose = Who is the invitation for?

members-head = <b>{ $group }</b>
members-counts = { $members ->
        [one] 1 member
       *[other] { $members } members
    }: { $core } core, { $wider } wider. { $carers ->
        [one] 1 of them is a carer.
       *[other] { $carers } of them are carers.
    }
members-silent = Do not want messages: { $count }.
members-unreachable = Cannot be reached: { $count }.
members-waiting = Waiting to be let in: { $count }.
members-not-signed = Have not signed the newest agreement: { $count }.
members-core = <b>Core members</b>
    { $names }
members-private = Only core members are named here. The others stay private.

help-visitor = <b>{ $group }</b>
    This is the patient group of { $practice }. To take part, tap <b>Join the group</b>.
help-member = <b>What you can do</b>
    Tap a button, or type the word.
help-topic = { $topic ->
        [taking-part] Take part
        [asking] Ask the group
        [meeting] Meet
        [listening] Listen and tell
        [reviewing] Numbers and reports
        [running] Run the group
       *[about-you] You and your details
    }
help-line = /{ $command } – { $what }
command-start = Start again from the beginning
command-join = Join the group
command-polls = Open polls
command-meetings = Meetings
command-agenda = The next agenda
command-feedback = Tell the practice something
command-settings = Your settings
command-language = Language
command-agreement = What you signed
command-privacy = Privacy notice
command-mydata = What we hold about you
command-leave = Leave the group
command-forget = Have your details erased
command-help = What you can do here
command-poll = Ask the group
command-meeting = Call a meeting
command-actions = What was agreed
command-announce = Send news to the group
command-inbox = What people said
command-projects = Improvement projects
command-digest = Digests: the week, the month, the public page
command-results = Results of polls and surveys
command-close = Close a poll or survey
command-invite = Invite somebody
command-members = The group in numbers
command-summary = Summary of a poll, a survey or a period
command-export = Answers as files
join-first = Only members of the group can do that. To join, tap the button.
join-first-waiting = You can do that when the practice has let you in. I will tell you here.
