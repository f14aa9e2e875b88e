"""Checks each chat of an export by the types of OpenAI's own client, and reads it as Mistral's tokenizers do: python chatReaders.py CHATS.jsonl"""

import json, sys

from mistral_common.protocol.instruct.request import ChatCompletionRequest
from mistral_common.protocol.instruct.validator import MistralRequestValidatorV5, ValidationMode
from mistral_common.tokens.tokenizers.image import image_from_chunk
from openai.types.chat import ChatCompletionMessageParam
from pydantic import TypeAdapter

messages_of_openai = TypeAdapter(list[ChatCompletionMessageParam])
validator = MistralRequestValidatorV5(mode=ValidationMode.finetuning)


def by_openai(messages):
    """What each message says; of its parts, each is checked as it is gone through."""
    found = []
    for message in messages_of_openai.validate_python(messages):
        parts = message["content"]
        found.append(parts if isinstance(parts, str) else [part["type"] for part in parts])
    return found


def by_mistral(messages):
    chat = ChatCompletionRequest.from_openai(messages).messages
    validator.validate_messages(chat)
    asked, answered = chat
    prompt, image = asked.content
    return [answered.content, prompt.text, image_from_chunk(image).size]


chats = [json.loads(line)["messages"] for line in open(sys.argv[1], encoding="utf-8")]
print(json.dumps([[by_openai(messages), by_mistral(messages)] for messages in chats]))
