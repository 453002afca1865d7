from articles.models.article import (
    Article,
    Byline,
    Coverage,
    Illustration,
    Mention,
    Status,
    Tagging,
)
from articles.models.edition import Edition
from articles.models.journal import JournalEntry, Revision
from articles.models.links import EditionEvent, EditionImage, EditionPerson, EditionTopic
from articles.models.outbox import Notice, NoticeChoice, OutboxItem, Webhook, WorkerBeat
from articles.models.taxonomy import Section, Topic
from articles.models.unsaved import Unsaved

__all__ = [
    "Article",
    "Byline",
    "Coverage",
    "Edition",
    "EditionEvent",
    "EditionImage",
    "EditionPerson",
    "EditionTopic",
    "Illustration",
    "JournalEntry",
    "Mention",
    "Notice",
    "NoticeChoice",
    "OutboxItem",
    "Revision",
    "Section",
    "Status",
    "Tagging",
    "Topic",
    "Unsaved",
    "Webhook",
    "WorkerBeat",
]
