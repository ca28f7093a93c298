"""Every kind of update that Telegram has, as hostile people would have it, and what has to come of each."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from benchmarks.fuzz import texts

Json = dict[str, Any]
ANSWERED = ""
NOT_ASKED_FOR = "a kind that the bot has not asked for"
IN_A_GROUP = "in a group: said once, and left"
COMING_AND_GOING = "a block or a return: noted, and nothing to say"
GROUP, CHANNEL = -5_000_001, -1_005_000_001_000
# Whoever only appears beside the senders: nothing may be kept of them.
BYSTANDER = 7_777_000_001
DATE = 1_800_000_000

FILE: Json = {"file_id": "F1", "file_unique_id": "U1", "file_size": 1_000}
CLIP: Json = {**FILE, "width": 320, "height": 240, "duration": 3}
TAKER: Json = {"id": BYSTANDER, "is_bot": False, "first_name": texts.NAME}
PAID: Json = {
    "currency": "XTR", "total_amount": 2**31 - 1, "invoice_payload": texts.MARK, "telegram_payment_charge_id": "T",
    "provider_payment_charge_id": "P",
}  # fmt: skip
STICKER: Json = {**FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
POLL: Json = {
    "id": "1", "question": texts.MARK, "options": [{"persistent_id": "1", "text": texts.MARK, "voter_count": 2**31}],
    "total_voter_count": -1, "is_closed": False, "is_anonymous": True, "type": "regular",
    "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
}  # fmt: skip
LOCATION: Json = {"latitude": 91.0, "longitude": -1e308}

# The content of a message, by its kind.
CONTENTS: Mapping[str, Callable[[Random], Json]] = {
    "text": lambda chance: {"text": texts.text(chance)},
    "command": lambda chance: _command(texts.text(chance)),
    "entities": lambda chance: {"text": texts.text(chance), "entities": _entities(chance)},
    "photo": lambda chance: {"photo": [{**FILE, "width": 1, "height": 2**31}], "caption": texts.text(chance)},
    "document": lambda chance: {"document": _document(chance), "caption": _caption(chance)},
    "sticker": lambda _: {"sticker": {**STICKER, "emoji": texts.MARK}},
    "voice": lambda chance: {"voice": {**FILE, "duration": 2**31}, "caption": texts.text(chance)},
    "audio": lambda chance: {"audio": {**FILE, "duration": -1, "title": texts.text(chance)}},
    "video": lambda chance: {"video": {**CLIP, "file_name": chance.choice(texts.FILES)}},
    "video note": lambda _: {"video_note": {**FILE, "length": 240, "duration": 2}},
    "animation": lambda _: {"animation": CLIP, "document": FILE},
    "contact": lambda chance: {"contact": {"phone_number": "+" * 999, "first_name": texts.text(chance)}},
    "location": lambda _: {"location": LOCATION},
    "venue": lambda chance: {"venue": {"location": LOCATION, "title": texts.text(chance), "address": texts.MARK}},
    "poll": lambda _: {"poll": POLL},
    "dice": lambda _: {"dice": {"emoji": "🎲", "value": 2**31}},
    "game": lambda _: {"game": {"title": texts.MARK, "description": "", "photo": []}},
    "story": lambda _: {"story": {"id": 1, "chat": {"id": BYSTANDER, "type": "private", "first_name": texts.NAME}}},
    "forwarded": lambda chance: {
        "text": texts.text(chance), "forward_origin": {"type": "user", "date": 1, "sender_user": TAKER},
    },
    "forwarded oddly": lambda chance: {"text": texts.text(chance), "forward_origin": {"type": texts.MARK, "date": 1}},
    "reply": lambda chance: {"text": texts.text(chance), "reply_to_message": _nested(chance.randrange(1, 300))},
    "via a bot": lambda chance: {"text": texts.text(chance), "via_bot": {**TAKER, "is_bot": True}},
    "payment": lambda _: {"successful_payment": PAID},
    "invoice": lambda _: {
        "invoice": {
            "title": texts.MARK, "description": "", "start_parameter": "", "currency": "", "total_amount": -1,
        },
    },
    "shared people": lambda _: {"users_shared": {"request_id": 1, "users": [{"user_id": BYSTANDER}]}},
    "web app": lambda chance: {"web_app_data": {"data": texts.text(chance), "button_text": texts.MARK}},
    "timer": lambda _: {"message_auto_delete_timer_changed": {"message_auto_delete_time": -1}},
    "of tomorrow": lambda chance: {"hologram": {"nobody": texts.text(chance)}},
    "nothing": lambda _: {},
}  # fmt: skip

# Kinds that are not messages: what Telegram sends of others, and to bots that asked for it.
OTHERS: Mapping[str, Callable[[Random, Json], Json]] = {
    "inline_query": lambda chance, who: {"id": "1", "from": who, "query": texts.text(chance), "offset": ""},
    "chosen_inline_result": lambda chance, who: {"result_id": "1", "from": who, "query": texts.text(chance)},
    "shipping_query": lambda _, who: {
        "id": "1", "from": who, "invoice_payload": texts.MARK, "shipping_address": dict.fromkeys(ADDRESS, texts.MARK),
    },
    "pre_checkout_query": lambda _, who: {**PAID, "id": "1", "from": who},
    "purchased_paid_media": lambda _, who: {"from": who, "paid_media_payload": texts.MARK},
    "poll": lambda _, __: POLL,
    "poll_answer": lambda _, who: {
        "poll_id": "1", "user": who, "option_ids": [-1, 2**63], "option_persistent_ids": [],
    },
    "chat_member": lambda chance, who: _change(chance, who, {"id": GROUP, "type": "group", "title": texts.MARK}),
    "chat_join_request": lambda _, who: {
        "chat": {"id": GROUP, "type": "group", "title": texts.MARK}, "from": who, "user_chat_id": 2**52, "date": 1,
    },
    "message_reaction": lambda _, who: {
        "chat": _private(who), "message_id": 1, "user": who, "date": 1, "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": texts.MARK}],
    },
    "message_reaction_count": lambda _, who: {"chat": _private(who), "message_id": 1, "date": 1, "reactions": []},
    "chat_boost": lambda _, who: {"chat": _private(who), "boost": {"boost_id": texts.MARK}},
    "business_connection": lambda _, who: {
        "id": "1", "user": who, "user_chat_id": who["id"], "date": 1, "is_enabled": True,
    },
    "business_message": lambda chance, who: message(chance, TAKER, {"text": texts.text(chance)}),
    "edited_business_message": lambda chance, who: message(chance, who, {"text": texts.text(chance)}),
    "deleted_business_messages": lambda _, who: {
        "business_connection_id": "1", "chat": _private(who), "message_ids": [2**63, -1],
    },
    "channel_post": lambda chance, _: _post(chance),
    "edited_channel_post": lambda chance, _: _post(chance),
    "of_tomorrow": lambda chance, who: {"from": who, "chat": _private(who), "text": texts.text(chance)},
}  # fmt: skip
ADDRESS = ("country_code", "state", "city", "street_line1", "street_line2", "post_code")


def message(chance: Random, who: Json, content: Json, chat: Json | None = None) -> Json:
    """A message by somebody, in their own chat unless another is named."""
    number = chance.randrange(1, 2**31)
    return {"message_id": number, "from": who, "chat": chat or _private(who), "date": DATE, **content}


def of_a_group(chance: Random, who: Json) -> Json:
    """A message in a group that somebody has put the bot into."""
    place = {"id": GROUP, "type": chance.choice(("group", "supergroup")), "title": texts.MARK}
    return message(chance, who, {"text": texts.text(chance)}, place)


def moved(chance: Random, who: Json) -> Json:
    """Somebody blocks the bot, or comes back, or is said to be something else in their own chat."""
    return _change(chance, who, _private(who))


def tap(chance: Random, who: Json, query_id: str) -> Json:
    """A tap on a button that need not exist, under a message that need not be there."""
    under: Json = {"chat": _private(who), "message_id": chance.choice((0, 1, 2**31 - 1)), "date": 0}
    if chance.random() < 0.5:
        under = message(chance, TAKER, {"text": texts.text(chance), "entities": _entities(chance)}, _private(who))
    return {"id": query_id, "from": who, "chat_instance": "1", "data": texts.data(chance), "message": under}


def _private(who: Json) -> Json:
    return {"id": who["id"], "type": "private", "first_name": who["first_name"]}


def _command(text: str) -> Json:
    text = text if text.startswith("/") else f"/{text}"
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}


def _caption(chance: Random) -> str:
    return chance.choice(("/survey", f"/survey {texts.MARK}", texts.text(chance)))


def _document(chance: Random) -> Json:
    size = chance.choice((0, 1, 1_999_999, 2**31, 2**40))
    return {**FILE, "file_id": "nosuch", "file_name": chance.choice(texts.FILES), "file_size": size}


def _entities(chance: Random) -> list[Json]:
    kinds = ("bold", "blockquote", "text_link", "mention", texts.MARK)
    places = (-1, 0, 3, 2**31)
    return [
        {"type": chance.choice(kinds), "offset": chance.choice(places), "length": chance.choice(places)}
        for _ in range(chance.randrange(1, 5))
    ]


def _nested(depth: int) -> Json:
    inner: Json = {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "group"}, "text": texts.MARK}
    for _ in range(depth):
        inner = {**inner, "reply_to_message": inner}
    return inner


def _change(chance: Random, who: Json, chat: Json) -> Json:
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    states: tuple[Json, ...] = (
        {"user": bot, "status": "member"}, {"user": bot, "status": "kicked", "until_date": 0},
        {"user": bot, "status": "left"}, {"user": bot, "status": texts.MARK},
    )  # fmt: skip
    before, after = chance.choice(states), chance.choice(states)
    return {"chat": chat, "from": who, "date": 1, "old_chat_member": before, "new_chat_member": after}


def _post(chance: Random) -> Json:
    place = {"id": CHANNEL, "type": "channel", "title": texts.MARK}
    return {"message_id": 1, "chat": place, "sender_chat": place, "date": 1, "text": texts.text(chance)}
