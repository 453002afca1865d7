"""Where Django looks for the admin of an app; ours is on the desk's side."""

from articles.desk.admin import ArticleAdmin, SectionAdmin, ToLookAtAdmin, TopicAdmin

__all__ = ["ArticleAdmin", "SectionAdmin", "ToLookAtAdmin", "TopicAdmin"]
