-- Several journeys at a glance: what a line of their list needs, without the long texts beside it.

CREATE INDEX journey_glance ON journey
    (id, withdrawn, hire, mentor, manager, start, plan, title, next_meeting, archived_on, archived_end);
CREATE INDEX goal_glance ON goal (journey, position, milestone, stage, claimed_on);
DROP INDEX meeting_journey;
CREATE INDEX meeting_glance ON meeting (journey, day, closed_on);
