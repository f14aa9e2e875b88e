"""
Writes CLIP's tokenizer.json, made by transformers from the file that OpenAI published with CLIP, and prints how many tokens transformers, and
OpenAI's own tokenizer, make of captions: python realClip.py '["a caption"]' tokenizer.json
"""

import importlib.util, json, sys

# The package itself needs torch, the tokenizer in it does not.
sys.path += importlib.util.find_spec("clip").submodule_search_locations
from simple_tokenizer import SimpleTokenizer
from transformers import CLIPTokenizer

own = SimpleTokenizer()
tokenizer = CLIPTokenizer(vocab=own.encoder, merges=list(own.bpe_ranks))
tokenizer.backend_tokenizer.save(sys.argv[2])
captions = json.loads(sys.argv[1])
marks = 2
print(json.dumps([[len(tokenizer(caption).input_ids), len(own.encode(caption)) + marks] for caption in captions]))
