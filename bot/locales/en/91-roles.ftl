### Who has which role, and the practice at a glance.

command-roles = Who has which role
command-practice = The practice at a glance
role-name = { $role ->
    [chair] chair
    [manager] practice manager
   *[staff] staff
}
roles-head = <b>Roles at { $practice }</b>
roles-none = Nobody has a role.
roles-line = { $role ->
    [chair] Chair
    [manager] Practice manager
   *[staff] Staff
}: { $name }, since { $day } ({ $source ->
    [file] named in the file
   *[command] given in the chat
})
roles-not-here = number { $number }, has not joined yet
roles-choose = Who is to be { $what }? You see core members, staff, and whoever has a role.
roles-nobody = There is nobody yet who could be { $what }. Core members and staff who have joined are shown here.
roles-sure = { $act ->
    [take] Take the role { $what } away from { $names }? It ends at once.
    [over] Hand the role { $what } over: { $names }? Both hear of it.
   *[give] Make { $names } { $what }? They hear of it.
}
roles-changed = Done. It is on record.
roles-given = You are { $what } of the group now. Type /help to see what you can do.
roles-taken = You are not { $what } of the group any more. You stay a member. Thank you for what you did.
role-problem = { $problem ->
    [last] This is the only practice manager who has joined. Give the role to somebody else first.
    [held] They have this role already.
   *[gone] This has changed since. Type /roles to see how it is now.
}
button-roles-take = Take away: { $what }, { $name }
button-roles-over = Hand over from { $name }
button-roles-give = { $role ->
        [chair] Add a chair
        [manager] Add a practice manager
       *[staff] Add a member of staff
    }
practice-head = <b>{ $practice }</b> ({ $code })
practice-settings = Patients see the name { $group }. In an emergency they are told { $emergency }, for advice { $advice }.
    { $admission ->
        [open] Anybody can join.
        [approval] A chair or manager lets people in.
       *[invitation] People join by invitation.
    } They have to be { $age } or over. Times are those of { $zone }.
practice-agreement = The agreement is at version { $version }. { $missing ->
    [0] Everybody has signed it.
    [one] 1 member has not signed it yet.
   *[other] { $missing } members have not signed it yet.
}
practice-keeping = People who left are erased after { $left } days. Comments are kept for { $comments } months after they ended, single answers for { $answers } months after the close. (0 means always.)
practice-todo = <b>What needs you</b>
practice-fine = Nothing needs you now.
practice-waiting = { $count ->
    [one] 1 person waits to be let in.
   *[other] { $count } people wait to be let in.
}
practice-unreachable = { $count ->
    [one] 1 member cannot be reached. They have blocked the bot or left Telegram.
   *[other] { $count } members cannot be reached. They have blocked the bot or left Telegram.
}
practice-failed = { $count ->
    [one] 1 message could not be sent in the last 30 days.
   *[other] { $count } messages could not be sent in the last 30 days.
}
practice-held = { $count ->
    [one] 1 message waits for your answer since a copy came back.
   *[other] { $count } messages wait for your answer since a copy came back.
}
practice-file = These settings are in the file config.toml. Whoever looks after the machine can change them.
