import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { TokenCounter } from '../../../src/captioner/tokens/tokenCounter';
import { seededRandom } from '../../../src/dataset/collections/random';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { installPackages, offlineEnvironment } from '../../harness/pythonPackages';

/** CLIP's own tokenizer, without what its network needs, and that of those who train with it. */
const ofClip = ['clip-anytorch==2.6.0', 'ftfy==6.3.1', 'wcwidth==0.9.4'];
const ofTrainers = ['transformers==5.24.0', 'tokenizers==0.23.3'];

const words: readonly string[] = [
  ...[
    'a',
    'dog',
    "Dog's",
    "IT'S",
    "don't",
    "'tis",
    'snake_case',
    'supercalifragilisticexpialidocious',
    '1girl',
    '3.14',
  ],
  ...[
    'naïve',
    'cafe\u0301',
    'Straße',
    'İstanbul',
    'ﬁsh',
    '½',
    '²',
    '１２',
    'ΑΣ',
    'ไทย',
    'क्षि',
    '고양이',
    '강한',
    '強い犬',
    '𠮷',
  ],
  ...[
    '🐕',
    '👨‍👩‍👧‍👦',
    '🇰🇷',
    '—',
    '“so”',
    '…',
    '!!!!!!!!',
    '?!',
    '(((best)))',
    '[red:blue:0.5]',
    '<lora:x:0.8>',
    'C++',
    '#1',
    '$5',
  ],
];
const separators: readonly string[] = [' ', '  ', ', ', '', '\n', '\t', '\u00a0', '\u3000'];

describe('The tokens of a caption by the files of CLIP itself', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  it('are as many as transformers counts, and in plain captions as many as OpenAI’s own tokenizer', async () => {
    const random = seededRandom(22);
    const one = <Value>(of: readonly Value[]): Value => of[Math.floor(random() * of.length)];
    const odd = Array.from({ length: 500 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 20) }, () => `${one(words)}${one(separators)}`).join(''),
    );
    const plain = [
      '',
      'a cat sits on the edge of a wall',
      'Two men, a dog & a red truck (1999).',
      '강아지 두 마리',
      '🐕 in the snow!',
    ];
    const captions = [...plain, ...odd];
    const [clip, trainers] = [await installPackages(ofClip, false), await installPackages(ofTrainers)];
    const file = path.join(folder.path, 'tokenizer.json');
    const PYTHONPATH = [clip, trainers].map(({ env }) => env.PYTHONPATH).join(path.delimiter);
    const script = path.join('test', 'captioner', 'tokens', 'realClip.py');
    const said = execFileSync(trainers.command, [script, JSON.stringify(captions), file], {
      env: offlineEnvironment({ PYTHONPATH }, folder.path),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const counted = z.array(z.tuple([z.number(), z.number()])).parse(JSON.parse(said.toString()));

    const counter = TokenCounter.open(readFileSync(file, 'utf8'));
    assert.deepEqual(
      captions.map((caption) => [caption, counter.count(caption)]),
      captions.map((caption, at) => [caption, counted[at][0]]),
    );
    assert.deepEqual(
      plain.map((caption) => counter.count(caption)),
      plain.map((_, at) => counted[at][1]),
    );
  });
});
