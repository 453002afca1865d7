"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import (
    ArticleAdmin,
    HouseRuleAdmin,
    HouseWordAdmin,
    SectionAdmin,
    TopicAdmin,
    WaiverAdmin,
)

__all__ = [
    "ArticleAdmin",
    "HouseRuleAdmin",
    "HouseWordAdmin",
    "SectionAdmin",
    "TopicAdmin",
    "WaiverAdmin",
]
