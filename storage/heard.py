"""Comments with what is shown beside them: a part that the queries about comments share."""

from sqlalchemy import Row, Select, select

from storage.models.people import Member
from storage.models.voices import Feedback, Topic

# A comment, the title of its topic, and the name of whoever made it while they are in the group.
Found = Row[Feedback, str, str | None]


def comments(practice_id: int) -> Select[Feedback, str, str | None]:
    """The comments of a practice. Rows of a session that has them are read anew."""
    return (
        select(Feedback, Topic.title, Member.name)
        .join(Topic, Topic.id == Feedback.topic_id)
        .outerjoin(Member, (Member.id == Feedback.member_id) & (Member.state == "active"))
        .where(Feedback.practice_id == practice_id)
        .execution_options(populate_existing=True)
    )
