"""Shelves of the question bank."""

from __future__ import annotations

from django.db import IntegrityError
from django.db.models import Count, ProtectedError, QuerySet
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise_line

from .errors import QuizError
from .models import Category
from .questions import saved_with_key


class CategoryInUse(QuizError):
    message = _("“%(title)s” still has questions, or a quiz draws from it. Move them to another category first.")
    status = 409


def counted() -> QuerySet[Category]:
    """Every category with `number`, how many questions it has, and `quizzes`, how many draw from it."""
    return Category.objects.annotate(
        number=Count("questions", distinct=True), quizzes=Count("draws", distinct=True)
    ).order_by("title")


def find_category(title: str) -> Category | None:
    """The category of that title, capital letters aside: databases differ in how they compare "Đ" and "đ"."""
    wanted = normalise_line(title).casefold()
    return next((one for one in Category.objects.all() if one.title.casefold() == wanted), None)


def category_named(title: str) -> Category:
    """The category of that title; a new one where there is none."""
    if found := find_category(title):
        return found
    words = normalise_line(title)
    try:
        return saved_with_key(Category, words, lambda key: Category.objects.create(key=key, title=words))
    except IntegrityError:  # someone else was quicker
        if found := find_category(title):
            return found
        raise


def delete_category(category: Category) -> None:
    """Raises CategoryInUse unless it is empty."""
    try:
        category.delete()
    except ProtectedError as error:
        raise CategoryInUse(title=category.title) from error
