from articles.desk.admin.article import ArticleAdmin
from articles.desk.admin.people import PersonAdmin
from articles.desk.admin.taxonomy import SectionAdmin, TopicAdmin

__all__ = ["ArticleAdmin", "PersonAdmin", "SectionAdmin", "TopicAdmin"]
