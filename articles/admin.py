"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import (
    ArticleAdmin,
    PersonAdmin,
    SectionAdmin,
    ToLookAtAdmin,
    TopicAdmin,
)

__all__ = ["ArticleAdmin", "PersonAdmin", "SectionAdmin", "ToLookAtAdmin", "TopicAdmin"]
