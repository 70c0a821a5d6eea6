import pytest
from django.urls import reverse

from quizzes.models import Category
from tests.factories.quizzes import CategoryFactory, QuizFactory

from .trainer import sign_in_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client)


def edit_url(category):
    return reverse("category_admin:edit", args=[category.pk])


def delete_url(category):
    return reverse("category_admin:delete", args=[category.pk])


def test_categories_are_listed_with_their_questions_and_quizzes_in_few_queries(client, django_assert_max_num_queries):
    for number in (1, 2, 3):
        category = CategoryFactory(questions=number)
        QuizFactory(questions=0, draws=[(category, 1)])
        QuizFactory(questions=0, draws=[(category, 1)])
    with django_assert_max_num_queries(15):
        response = client.get(reverse("category_admin:index"))
    assert {(one.number, one.quizzes) for one in response.context["object_list"]} == {(1, 2), (2, 2), (3, 2)}


def test_a_category_is_added_and_renamed_and_keeps_its_key(client):
    client.post(reverse("category_admin:add"), {"title": " Lừa  đảo\u202e "})
    category = Category.objects.get()
    assert (category.title, category.key) == ("Lừa đảo", "lua-dao")
    client.post(edit_url(category), {"title": "Phòng lừa đảo"})
    category.refresh_from_db()
    assert (category.title, category.key) == ("Phòng lừa đảo", "lua-dao")


@pytest.mark.parametrize("title", ["", " \u200b ", "LỪA ĐẢO", "lu\u031b\u0300a đa\u0309o", "x" * 91])
def test_a_title_that_is_empty_taken_or_too_long_is_refused_at_its_field(client, title):
    CategoryFactory(title="Lừa đảo")
    response = client.post(reverse("category_admin:add"), {"title": title})
    assert list(response.context["form"].errors) == ["title"]
    assert Category.objects.count() == 1


def test_an_empty_category_is_deleted_after_a_question(client):
    category = CategoryFactory()
    assert client.get(delete_url(category)).status_code == 200
    assert Category.objects.exists()
    client.post(delete_url(category))
    assert not Category.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_category_in_use_is_not_deleted_and_the_page_says_why(client, method):
    category = CategoryFactory(questions=1, title="Cài đặt")
    response = getattr(client, method)(delete_url(category), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert "Cài đặt" in str(next(iter(response.context["messages"])))
    assert Category.objects.exists()


@pytest.mark.parametrize("rights", [["access_admin"], ["access_admin", "change_quiz", "add_quiz"]])
def test_categories_are_for_those_who_may_change_questions(client, rights):
    sign_in_trainer(client, *rights)
    category = CategoryFactory(title="Cũ")
    for url in (reverse("category_admin:index"), reverse("category_admin:add"), edit_url(category)):
        assert client.get(url).status_code == 302
    client.post(edit_url(category), {"title": "Mới"})
    client.post(delete_url(category))
    assert Category.objects.get().title == "Cũ"
