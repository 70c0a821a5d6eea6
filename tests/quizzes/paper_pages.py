"""Addresses of the pages about sheets on paper."""

from __future__ import annotations

from django.urls import reverse

from .classes import team_of


def start_at(form, **asked):
    return reverse("quizzes:paper_start", args=[form.quiz.key], query=asked) if asked else start_of(form)


def start_of(form):
    return reverse("quizzes:paper_start", args=[form.quiz.key])


def class_at(form, team):
    return reverse("quizzes:paper_class", args=[form.quiz.key, team.pk, form.code])


def member_at(form, member):
    return reverse("quizzes:paper_member", args=[form.quiz.key, team_of(member).pk, form.code, member.pk])


def confirm_at(form, team):
    return reverse("quizzes:paper_confirm", args=[form.quiz.key, team.pk])
