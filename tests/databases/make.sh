#!/bin/sh
# Writes the database of an old schema with the program of its time, and what that program says
# of it.
#
#     tests/databases/make.sh PROGRAM SCHEMA FOLDER
#
# PROGRAM is `onramp` as built when SCHEMA was the newest, at the commit
#
#     1  5bc9618d9b49b27698b1a743ea8ae2729c1bf4f4
#     2  cb7e32fd51eeac8a0c45f75d77be82301da69fd2
#     3  59a4f0766f584500dc21d08638a0a74a8116cbed
#     4  c3194f5152248f31932d8940f540a7e81eb98e9a
#     5  927e472c001848c59dd3abdea7afc063cf1d06bf
#     6  bc9572f76375f87af3597388571f64a90e88bb92
#     7  2f1c98abeee9d8a2f853408ada37d481be11de88
#     8  6f9a3c719745ea69b9c1076dbb1f173452958842
#     9  13eb1a16668b01eef1b4da3e04c0fd56008a9fb2
#    10  38ca2d36a85671b7fb142d0b8d785d83dc112987
#    12  146aada09e90118ff2e4c2df804a2d3c02623051
#
# To build it, run `git worktree add --detach DIR COMMIT`, then `cargo build --locked` in DIR.
# FOLDER gets schema-N.db, unless it is there already, and schema-N.said. Each run makes new ids
# and times, so delete a database to make it again. schema-1.db is older than this script, which
# only asks what the program says of it. Needs the `sqlite3` shell.
set -eu

program=$(realpath "$1")
schema=$2
folder=$(realpath "$3")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/plans"
cd "$home"

onramp() {
    env -i PATH="$PATH" HOME="$home" XDG_DATA_HOME="$home" XDG_CONFIG_HOME="$home" \
        ONRAMP_CONFIG="$home/config.toml" ONRAMP_DB="$home/onramp.db" NO_COLOR=1 \
        "$program" "$@"
}

# Runs a command on the journey of $hire as $who on $day; texts of `-` come from standard input.
run() {
    onramp "$@" --today "$day" --as "$who" --journey "$hire" >"$home/told" 2>&1 || {
        echo "$hire, $day, as $who: $*"
        cat "$home/told"
        exit 1
    } >&2
}

since() {
    test "$schema" -ge "$1"
}

# Enters a leave; schema 6 renamed the command.
leave() {
    if since 6; then
        run leave "$@"
    else
        run pause "$@"
    fi
}

# Updates the plan of the journey; since schema 6 that asks first.
update() {
    if since 6; then
        run plan update "$@" --yes
    else
        run plan update "$@"
    fi
}

# A full quarter under a plan that comes with the program, in two contexts.
ada() {
    hire='Ada Lovelace' who=hire day=2026-02-25
    onramp start applied-scientist --name "$hire" --mentor 'Grace Hopper' \
        --manager 'Mary Jackson' --from 2026-03-02 --today "$day" \
        --context large-enterprise --context consumer >"$home/told"

    day=2026-03-02
    run begin product-and-kpis
    run note product-and-kpis - <<'TEXT'
The *domain* in my words é 🙂

- relevance, safety and diversity pull against each other
- “Better” means nothing outside the product

| KPI | model |
|-----|-------|
| CTR | ranker |

	A line that begins with a tab, and one with 'quotes' and "more" of them; -- no comment
<b>No HTML</b> \ no escape \n %s ?1 :name
TEXT
    run note product-and-kpis 'What nobody else reads: is this too slow?' --private
    ! since 3 || run note product-and-kpis 'Which KPI counts most?' --question
    run note journey 'A good first day 🚀'
    run note journey 'Tired, but glad.' --private
    run evidence product-and-kpis 'https://example.org/map?a=1&b=2#é' --label 'The <b>map</b> é 🙂'
    run evidence product-and-kpis notes/kpis.md
    run evidence product-and-kpis mailto:pm@example.org --label 'Pm has read it'
    run undo
    ! since 10 || (who=mentor && run summary write 'A good *start* é 🙂')
    run claim product-and-kpis
    run tick iteration-end-to-end 1
    run tick iteration-end-to-end 2
    run untick iteration-end-to-end 2
    run tick versioned-runs 1
    run undo
    run redo

    day=2026-03-05 who=mentor
    run return product-and-kpis --reason 'The safety KPI is missing.

See the page of the team.'
    run note product-and-kpis 'Close! Ask the PM about safety.'
    run note access 'Mine alone: the approvals take too long.' --private
    who=hire
    run block access --on 'Security é' --for 'an approval of the sensitive tables' --since 2026-03-03
    run block versioned-runs --on 'Platform' --for 'a registry' --since 2026-03-04
    run block quality-gaps --on 'Data platform' --for 'the lineage report'
    run claim product-and-kpis
    run unclaim product-and-kpis

    day=2026-03-09
    run claim product-and-kpis
    who=mentor
    run confirm product-and-kpis
    run undo
    run redo
    who=hire
    run clear quality-gaps
    run begin access
    run begin reproduce-a-model
    run undo
    leave 2026-03-16 2026-03-18 --reason 'Moving house'
    leave 2026-03-23 2026-03-24
    leave 2026-03-30 2026-03-31
    run undo
    who=manager
    run note journey 'Off to a good start.'
    run waive stakeholder-map --reason 'The team has a map already' --agreed 'Mary Jackson'
    run waive quality-gaps --reason 'Another team does it' --agreed 'Mary Jackson'
    run restore quality-gaps
    who=hire
    run defer reproduce-a-model 2026-04-15 --reason 'The data come late' --agreed 'Grace Hopper'
    run defer framing-doc 2026-05-20 --reason 'The use case changes' --agreed 'Grace Hopper'
    run restore framing-doc
    run defer offline-gain 2026-05-21 --reason 'Not yet' --agreed 'Grace Hopper'
    run undo
    run edit --mentor 'Barbara Liskov'
    run edit --mentor 'Grace Hopper' --manager 'Mary W. Jackson'
    run edit --from 2026-03-03
    run edit --from 2026-03-09
    run undo
    run begin monitoring-dashboards
    run claim baseline-improvement
    run claim monitoring-dashboards
    who=mentor
    run return monitoring-dashboards --reason 'No alarm is set.'
    since 3 || return 0
    talk
    gates
}

# 1:1s: two closed, one open.
talk() {
    day=2026-03-10 who=mentor
    run meet point 'How do reviews work here?'
    run meet point 'My worry: the pace.' --private
    who=hire
    run meet point - <<'TEXT'
Who decides what ships? é 🙂

A second paragraph.
TEXT
    run meet point 'Not for others: the salary.' --private
    run meet point 'Entered by mistake'
    run undo
    run claim access
    run meet next 2026-03-11

    day=2026-03-11 who=mentor
    run meet start
    run meet discuss access
    run meet discuss 3 4 6
    run meet reopen 3
    run meet discuss 3
    run meet put-off 5 7
    run meet discuss 1
    run undo
    run meet note 'We looked at the approvals é 🙂'
    run meet note 'On the claim alone.' --on access
    run meet note 'Ada seems tired.' --private
    run meet action 'Ask Security again' --owner mentor --due 2026-03-13 --goal access
    run meet action 'Read the review guide' --owner hire --due 2026-03-20
    run meet action 'Book a room' --owner manager
    run meet action 'Entered by mistake' --owner hire
    run undo
    run meet rate 4 3 5 --words 'Finds her way.'
    who=hire
    run meet rate 3 2 4 --words 'A lot at once é 🙂'
    run meet rate 3 3 4
    run undo
    run meet note 'My own words on the talk.' --private
    who=mentor
    run confirm access
    run meet close --next 2026-03-25 --leave-claims
    run meet note 'A remark afterwards.' --meeting 1
    who=hire
    run meet done 1
    run meet done 2
    run meet undone 2
    run meet next 2026-03-26
    run meet next none
    run undo

    day=2026-03-25 who=mentor
    run meet start
    run meet put-off 1
    run meet action 'Write down who decides' --owner mentor --due 2026-04-08
    run meet rate 5 4 5
    run meet close --next none --leave-claims
    run undo
    run meet close --next 2026-04-08 --leave-claims
}

# Gate reviews with every verdict, one that is open, and an open 1:1. Since schema 11 grades have
# comments, and a verdict without every grade says so.
gates() {
    ungraded=
    ! since 11 || ungraded=--leave-ungraded
    day=2026-04-07 who=mentor
    run gate start 30
    run gate answer reproduce-a-model not-done --why 'The data came late é 🙂'
    run gate answer quality-gaps not-done
    run gate grade problem-framing meets
    run gate grade communication exceeds
    run gate grade collaboration below
    run gate grade collaboration meets
    run undo
    who=hire
    run gate grade problem-framing below
    ! since 11 || run gate grade problem-framing below --why 'Too long é 🙂'
    who=mentor
    run gate verdict extend $ungraded --to 2026-04-20 --reason 'The data came late' --summary - <<'TEXT'
A good *first* month é 🙂

What is left comes **soon**.
TEXT
    day=2026-04-20
    run gate start 30
    run gate answer quality-gaps not-done
    who=hire
    run claim reproduce-a-model
    who=mentor
    run confirm reproduce-a-model
    run gate answer reproduce-a-model done
    run gate verdict advance $ungraded --summary 'Through.'
    run undo
    run redo

    day=2026-05-12
    run gate start 60
    run confirm baseline-improvement
    for goal in framing-doc offline-gain monitoring-dashboards; do
        run gate answer $goal not-done --why 'The team changed'
    done
    run gate verdict replan $ungraded --carry framing-doc --carry monitoring-dashboards \
        --waive offline-gain --reason 'The team changed' --summary 'Another use case.'
    run meet start
    run meet note 'Written in the open one.'
    run meet point 'Raised in the open one'
    run meet discuss monitoring-dashboards
    run meet action 'Left in the open one' --owner hire --due 2026-05-20
    run meet rate 4 4 4

    day=2026-06-09
    run gate start 90
    run gate answer versioned-runs not-done --why 'Half of it'
    run gate grade problem-framing exceeds
    who=hire
    run gate grade responsible-ai meets
}

# The editions of a plan of the user's own.
edition_1() {
    onramp plan new plans/tester.toml >"$home/told"
}

edition_2() {
    sed -e 's/^edition = 1/edition = 2/' \
        -e 's/Meet everybody you will work with/Meet the team é 🙂/' \
        -e 's/slug = "first-change"/slug = "a-change"/' \
        -e 's/slug = "mentor"/slug = "mentors"/' \
        -e 's/people = \["mentor"\]/people = ["mentors"]/' plans/tester.toml >"$home/next"
    cp "$home/next" plans/tester.toml
}

edition_3() {
    sed -e 's/^edition = 2/edition = 3/' -e 's/slug = "a-change"/slug = "first-change"/' \
        plans/tester.toml >"$home/next"
    cp "$home/next" plans/tester.toml
}

# Another edition, and another plan that builds on the first where the schema's program knows that.
bo() {
    hire='Bo Ångström' who=hire day=2026-03-02
    edition_1
    onramp start tester --name "$hire" --mentor 'Grace Hopper' --from 2026-03-09 --today "$day" \
        --context remote >"$home/told"
    run undo
    run redo
    day=2026-03-09
    run tick first-change reviewed
    run note first-change 'It is with the reviewers.'
    run evidence first-change https://example.org/change/1
    run claim meet-the-team
    edition_2
    day=2026-03-10 who=mentor
    update
    run undo
    run redo
    run confirm meet-the-team
    edition_3
    who=hire
    if since 6; then
        # It drops a goal of the second edition, so the mentor has to agree.
        update --agreed 'Grace Hopper'
    else
        update
    fi
    run edit --name 'Bo J. Ångström'
    hire='Bo J. Ångström'
    run edit --mentor ''
    if since 3; then
        onramp plan new plans/ours.toml --extends associate-research-scientist >"$home/told"
        day=2026-03-11
        update ours
    fi
}

# A journey whose start was taken back.
cy() {
    hire='Cy Young' who=hire day=2026-03-02
    onramp start tester --name "$hire" --from 2026-03-02 --today "$day" >"$home/told"
    run begin meet-the-team
    run undo
    run undo
}

# A journey in the archive, one that was in it for a while, and one whose archiving was undone.
archives() {
    hire='Dee Long' who=hire day=2026-03-02
    onramp start tester --name "$hire" --mentor 'Grace Hopper' --from "$day" --today "$day" \
        >"$home/told"
    run claim meet-the-team
    day=2026-03-20 who=mentor
    run confirm meet-the-team
    run archive changed-role --reason 'Joins Ada é 🙂'
    run note journey 'A word after the end.'

    hire='Bo J. Ångström' who=hire day=2026-04-01
    run archive left
    run unarchive
    run archive
    run undo
}

# A plan with milestones of its own, and an edition that drops one goal and moves another.
weekly_1() {
    cat >plans/weekly.toml <<'TEXT'
format = 1
edition = 1
slug = "weekly"
title = "Engineer by the week"
source = "our team"
summary = "What the role is."
mission = "What it is for."
success = "What success looks like."
high_performance = ["What the best do."]

[[milestone]]
key = "w2"
after = "2 weeks"
theme = "Settle in é 🙂"

[[milestone]]
key = "m2"
after = "2 months"
theme = "Contribute"

[[milestone]]
key = "later"
theme = "Grow"

[[goal]]
slug = "set-up"
milestone = "w2"
title = "Set up the laptop"
why = "Nothing works without it."
evidence = "A build that passes."
asks = "any"
criteria = [
  { slug = "by-script", text = "The script does it" },
  { slug = "by-hand", text = "You did it by hand" },
]

[[goal]]
slug = "shadow"
milestone = "w2"
title = "Shadow the on-call"
why = "You see what breaks."
evidence = "Notes on a shift."

[[goal]]
slug = "first-fix"
milestone = "m2"
title = "Ship a fix"
why = "It is real."
evidence = "A link to the change."

[[goal]]
slug = "handbook"
milestone = "m2"
title = "Correct the handbook"
why = "The next hire needs it."
evidence = "A link to the page."

[[goal]]
slug = "runbook"
milestone = "m2"
title = "Write a runbook"
why = "Others can act on it."
evidence = "A link to the page."

[[goal]]
slug = "talk"
milestone = "later"
title = "Give a talk"
why = "You explain it to others."
evidence = "The slides."
TEXT
}

weekly_2() {
    sed -e 's/^edition = 1/edition = 2/' \
        -e 's/slug = "handbook"/slug = "wiki"/' -e 's/the handbook/the wiki/' \
        -e '/slug = "runbook"/{n;s/m2/later/;}' plans/weekly.toml >"$home/next"
    cp "$home/next" plans/weekly.toml
}

# What is new in schema 6: the journey has its own worked days, holidays and reasons for leave, the
# mentor's consent is kept, and private text is stored apart from the change it came with.
eve() {
    hire='Eve Marsh' who=hire day=2026-03-02
    weekly_1
    # The journey copies these days when it starts, so it must not need the settings later.
    printf 'week = "mon-thu"\nholidays = ["2026-04-06"]\n' >config.toml
    onramp start weekly --name "$hire" --mentor 'Grace Hopper' --manager 'Mary Jackson' \
        --from 2026-03-09 --today "$day" >"$home/told"
    rm config.toml

    day=2026-03-09
    run begin set-up
    run unbegin set-up
    run begin shadow
    run unbegin shadow
    run undo
    run week mon tue thu fri
    run week mon-fri
    run undo
    days_off
    agreed
    between
    review
    editions

    # Two mentors in turn, each with private notes: the one in the place at the end reads only
    # their own.
    day=2026-04-20 who=mentor
    run edit --mentor 'Grace B. Hopper' --same-person
    run note journey 'What my successor need not read.' --private
    run edit --mentor 'Barbara Liskov' --another-person
    run note shadow 'What I, Barbara, keep.' --private
    run confirm shadow
    who=hire
    run edit --mentor 'Grace B. Hopper'
}

# Holidays, and leaves that each party enters: with a shared reason, a private one, or none.
days_off() {
    run holidays add 2026-05-01 'May Day é 🙂'
    run holidays add 2026-05-14
    run holidays add 2026-05-25 'Entered by mistake'
    run holidays drop 2026-05-25
    run holidays drop 2026-05-14
    run undo
    cat >off.ics <<'TEXT'
BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260514
SUMMARY:Ascension Day
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260604
SUMMARY:Corpus Christi
END:VEVENT
END:VCALENDAR
TEXT
    run holidays import off.ics

    run leave 2026-03-16 2026-03-17 --reason 'Only I know why é 🙂' --private
    run undo
    run redo
    run leave 2026-04-13 2026-04-17 --reason 'Moving house'
    run leave change 2 2026-04-14 2026-04-16
    run leave 2026-06-01 2026-06-02 --reason 'Entered by mistake, for me alone' --private
    run leave drop 3
    run leave 2026-06-08 2026-06-09
    who=mentor
    run leave 2026-06-15 2026-06-16 --reason 'What the mentor knows' --private
    who=manager
    run leave 2026-06-22 2026-06-23 --reason 'What the manager knows' --private
    who=hire
    # This takes away the manager's leave, but not the reason that only the manager can read.
    run leave drop 5
    run leave 2026-03-10 2026-03-12 --reason 'Ill'
    day=2026-03-12
    run leave end
}

# Agreements made without the mentor: two that the mentor acknowledges, one still open.
agreed() {
    run waive talk --reason 'No conference this year' --agreed 'Somebody outside'
    run defer first-fix 2026-06-11 --reason 'The code is frozen' --agreed 'Eve Marsh'
    run defer runbook 2026-05-21 --reason 'After the fix' --agreed 'The other team'
    who=mentor
    run acknowledge talk
    run acknowledge first-fix
    run undo
    run redo
    who=hire
}

# Two 1:1s, with actions entered during them, between them and after the last one.
between() {
    who=mentor
    run meet start
    run meet point 'Raised in the first' --private
    run meet action 'From the first 1:1' --owner hire --due 2026-03-19
    run meet discuss 1
    run meet note 'My own view.' --private
    run meet close --next 2026-03-26 --leave-claims

    day=2026-03-19
    run meet action 'Between two 1:1s é 🙂' --owner hire --due 2026-03-24 --goal shadow
    run meet action 'Done before the next' --owner manager
    who=manager
    run meet done 'Done before'
    who=hire
    run meet action 'Entered by mistake' --owner mentor
    run undo
    run meet action 'Left to the mentor' --owner mentor --due 2026-04-02
    run meet done 'From the first'

    day=2026-03-26 who=mentor
    run meet start
    run meet discuss 1
    run meet put-off 2
    run meet done 'Between two'
    run meet action 'From the second 1:1' --owner mentor
    run meet rate 4 4 5 --words 'Asks early.'
    run meet close --next 2026-04-23 --leave-claims
    run meet action 'After the last 1:1' --owner hire
}

# A review of a milestone that the plan defines itself.
review() {
    run gate start w2
    run gate answer set-up not-done --why 'The laptop came late é 🙂'
    run gate answer shadow not-done
    run gate verdict extend --to 2026-04-09 --reason 'The laptop came late' \
        --summary 'Nearly there.'
    who=hire
}

# An edition that needs the mentor's consent, with notes and evidence on the goal that it drops.
editions() {
    day=2026-03-30
    run begin handbook
    run note handbook 'Everybody reads this.'
    run note handbook 'Of a goal that goes, for me alone é 🙂' --private
    run evidence handbook notes/handbook.md --label 'A list of mistakes'
    who=mentor
    run note handbook 'The mentor keeps this.' --private
    weekly_2
    who=hire
    update --agreed 'Grace Hopper'
    run undo
    who=mentor
    update
    who=hire
    run tick set-up by-hand
    run claim set-up
    run claim shadow
    run claim wiki
    run unclaim wiki
}

if test ! -e "$folder/schema-$schema.db"; then
    ada
    bo
    cy
    ! since 4 || archives
    ! since 6 || eve
    sqlite3 onramp.db 'PRAGMA wal_checkpoint(TRUNCATE)' >"$home/told"
    cp onramp.db "$folder/schema-$schema.db"
fi
cp "$folder/schema-$schema.db" onramp.db

# Prints a command and the document that it answers with, on a line each; nothing where the
# journey has no such goal, 1:1, review or mentor.
say() {
    if onramp "$@" --json --today 2026-06-10 --as "$who" --journey "$hire" >"$home/told" 2>&1; then
        printf '%s\t' "$who" "$hire"
        echo "$*"
        sed 's/^ *//' "$home/told" | tr -d '\n'
        echo
    fi
}

readers='hire mentor'
! since 6 || readers='hire mentor manager'
for hire in 'Ada Lovelace' 'Bo J. Ångström' 'Dee Long' 'Eve Marsh'; do
    for who in $readers; do
        say log
        say goals
        for goal in product-and-kpis access reproduce-a-model stakeholder-map versioned-runs \
            monitoring-dashboards meet-the-team first-change problem-space; do
            say show $goal
        done
        since 3 || continue
        for number in 1 2 3; do
            say meet show $number
        done
        say meet actions --all
        say gate list
        for milestone in 30 60 90; do
            say gate show $milestone
        done
        since 6 || continue
        for goal in set-up shadow first-fix handbook runbook talk wiki; do
            say show $goal
        done
        say gate show w2
        say leave list
        say holidays list
        say week
        say meet list
        say meet next
    done
done >"$folder/schema-$schema.said"
