"""What the newsroom tells each person, and how each wants to be told."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Notice, NoticeChoice

SHOWN = 50


class NoticeChoiceForm(forms.ModelForm):
    class Meta:
        model = NoticeChoice
        fields = ("in_admin", "by_mail")


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, which this page marks as read, and the form of their choice."""
    user = request.user
    if not isinstance(user, User):
        return HttpResponseRedirect(reverse("admin:login"))
    choice = NoticeChoice.objects.filter(user=user).first() or NoticeChoice(user=user)
    form = NoticeChoiceForm(request.POST or None, instance=choice)
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("You will be told as you chose."))
        return HttpResponseRedirect(reverse("admin:notices"))
    found = list(Notice.objects.filter(to=user).select_related("article")[:SHOWN])
    Notice.objects.filter(to=user, read_at=None).update(read_at=timezone.now())
    context = admin.site.each_context(request) | {
        "title": _("Notices"),
        "notices": found,
        "form": form,
        "without_mail": not user.email,
    }
    return TemplateResponse(request, "admin/notices.html", context)


def unread(user: User) -> int:
    return Notice.objects.filter(to=user, read_at=None).count()


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("avis/", site.admin_view(notices), name="notices")]
