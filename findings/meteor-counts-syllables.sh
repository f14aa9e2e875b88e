#!/bin/sh
# METEOR in pycocoevalcap takes each syllable of Korean (and each sign of Chinese and Japanese) for a word.
#
# Expected: words are what the tokenizer made of a caption, with spaces between; a word that shares letters with another
#   one is another word, as in English or Russian.
# Seen: METEOR 1.5 is called with -norm, which cuts Hangul, kana and Chinese signs into single characters again. Two words
#   made of the same syllables in another order score 0.40, English words made of the same letters 0. BLEU and CIDEr, which
#   come after the same tokenizer, see whole words.
# Why it matters here: METEOR of Korean captions rewards syllables in common, which METEOR of English does not. Compare it within
#   a language only. Showtell's own METEOR (self-critical training) matches whole words.
. "$(dirname "$0")/lib.sh"
command -v java >java.log || cannot_try 'there is no java'
python_packages pycocoevalcap==1.2

cat >program.py <<'PY'
from pycocoevalcap.meteor.meteor import Meteor
from pycocoevalcap.tokenizer.ptbtokenizer import PTBTokenizer

meteor = Meteor()
for caption, reference in [("abc", "cba"), ("кот", "ток"), ("가나다", "다나가"), ("개가 뛴다", "개는 뛴다"), ("犬が走る", "猫が走る")]:
    ((words,), (others,)) = PTBTokenizer().tokenize({0: [{"caption": caption}], 1: [{"caption": reference}]}).values()
    same = len(set(words.split()) & set(others.split()))
    print(f"{words} / {others}: {same} of {len(words.split())} words the same, METEOR {meteor.compute_score({0: [others]}, {0: [words]})[0]:.2f}")
PY
PYTHONIOENCODING=utf-8 venv/bin/python program.py >seen 2>java.log

still_so <<'SEEN'
abc / cba: 0 of 1 words the same, METEOR 0.00
кот / ток: 0 of 1 words the same, METEOR 0.00
가나다 / 다나가: 0 of 1 words the same, METEOR 0.40
개가 뛴다 / 개는 뛴다: 1 of 2 words the same, METEOR 0.34
犬が走る / 猫が走る: 0 of 1 words the same, METEOR 0.39
SEEN
