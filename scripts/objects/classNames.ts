import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadWheel, unpackWheel } from '../importEncoder/wheel';

/** The names that the lists of timm (Apache-2.0) have for ImageNet's thousand classes. */
const namesPackage = 'timm==1.0.31';

/** The classes of ImageNet by their numbers: the names of each, the first one first, and its synset. */
export function readClassNames(): { synset: string; names: string[] }[] {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'showtell-classes-'));
  try {
    unpackWheel(downloadWheel(namesPackage, temporary), path.join(temporary, 'wheel'));
    const read = (file: string): string[] =>
      readFileSync(path.join(temporary, 'wheel', 'timm', 'data', '_info', file), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
    const names = new Map(
      read('imagenet_synset_to_lemma.txt').map((line): [string, string] => {
        const [synset, lemmas] = line.split('\t');
        return [synset, lemmas];
      }),
    );
    return read('imagenet_synsets.txt').map((synset) => ({ synset, names: (names.get(synset) ?? '').split(/,\s*/) }));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
