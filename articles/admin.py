"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import (
    ArticleAdmin,
    HouseRuleAdmin,
    HouseWordAdmin,
    PersonAdmin,
    SectionAdmin,
    ToLookAtAdmin,
    TopicAdmin,
    WaiverAdmin,
)

__all__ = [
    "ArticleAdmin",
    "HouseRuleAdmin",
    "HouseWordAdmin",
    "PersonAdmin",
    "SectionAdmin",
    "ToLookAtAdmin",
    "TopicAdmin",
    "WaiverAdmin",
]
