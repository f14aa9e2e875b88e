"""
Collates an export for trl, as its SFTTrainer does, with a processor of LLaVA that is made here and knows bytes alone. Prints the
text of each chat, with a mark for every patch of the image, and how many pixels there are: python trl.py EXPORT.parquet CACHE
"""

import json, sys

# This file has the name of what it runs, and its folder is the first in which Python looks.
del sys.path[0]
from datasets import load_dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import CLIPImageProcessor, LlavaProcessor, PreTrainedTokenizerFast
from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

size, patch = 28, 14
alphabet = {sign: number for number, sign in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
bytes_alone = Tokenizer(models.BPE(vocab=alphabet, merges=[]))
bytes_alone.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
bytes_alone.decoder = decoders.ByteLevel()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=bytes_alone, pad_token="<pad>", extra_special_tokens={"image_token": "<image>"})
processor = LlavaProcessor(
    CLIPImageProcessor(size={"shortest_edge": size}, crop_size={"height": size, "width": size}),
    tokenizer,
    patch_size=patch,
    vision_feature_select_strategy="full",
    chat_template="{% for message in messages %}{{ message.role }}: {% for part in message.content %}"
    "{{ '<image>' if part.type == 'image' else part.text }}{% endfor %}; {% endfor %}",
)
rows = load_dataset("parquet", data_files=sys.argv[1], split="train", cache_dir=sys.argv[2])
batch = DataCollatorForVisionLanguageModeling(processor)(list(rows))
texts = [tokenizer.decode([token for token in ids if token != tokenizer.pad_token_id]) for ids in batch["input_ids"].tolist()]
print(json.dumps({"texts": texts, "pixels": list(batch["pixel_values"].shape)}))
