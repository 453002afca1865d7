from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin
from articles.desk.admin.to_look_at import ToLookAtAdmin

__all__ = ["ArticleAdmin", "SectionAdmin", "ToLookAtAdmin", "TopicAdmin"]
