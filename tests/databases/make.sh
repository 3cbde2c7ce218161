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
    run pause 2026-03-16 2026-03-18 --reason 'Moving house'
    run pause 2026-03-23 2026-03-24
    run pause 2026-03-30 2026-03-31
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

# Gate reviews with every verdict, one that is open, and an open 1:1.
gates() {
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
    who=mentor
    run gate verdict extend --to 2026-04-20 --reason 'The data came late' --summary - <<'TEXT'
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
    run gate verdict advance --summary 'Through.'
    run undo
    run redo

    day=2026-05-12
    run gate start 60
    run confirm baseline-improvement
    for goal in framing-doc offline-gain monitoring-dashboards; do
        run gate answer $goal not-done --why 'The team changed'
    done
    run gate verdict replan --carry framing-doc --carry monitoring-dashboards \
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
    run plan update
    run undo
    run redo
    run confirm meet-the-team
    edition_3
    who=hire
    run plan update
    run edit --name 'Bo J. Ångström'
    hire='Bo J. Ångström'
    run edit --mentor ''
    if since 3; then
        onramp plan new plans/ours.toml --extends associate-research-scientist >"$home/told"
        day=2026-03-11
        run plan update ours
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

if test ! -e "$folder/schema-$schema.db"; then
    ada
    bo
    cy
    ! since 4 || archives
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

for hire in 'Ada Lovelace' 'Bo J. Ångström' 'Dee Long'; do
    for who in hire mentor; do
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
    done
done >"$folder/schema-$schema.said"
