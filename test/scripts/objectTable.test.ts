import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildTable, writtenNamesSchema } from '../../scripts/objects/buildTable';
import { objectTableSchema } from '../../src/captioner/objects/objectTable';

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('The table of objects', () => {
  const classes = [
    { synset: 'n1', names: ['crane'] },
    { synset: 'n2', names: ['tusker'] },
    { synset: 'n3', names: ['Indian elephant', 'Elephas maximus'] },
    { synset: 'n4', names: ['crane'] },
  ];
  const written = (changes: object): ReturnType<typeof writtenNamesSchema.parse> =>
    writtenNamesSchema.parse([
      { word: 'elephant', plural: 'elephants', standIns: ['horse'], classes: ['tusker'], ...changes },
    ]);

  it('has the numbers of the classes for their names, and of all between two', () => {
    const [object] = buildTable(written({ classes: ['tusker … Indian elephant', 'crane (n4)'] }), classes).objects;
    assert.deepEqual(object.classes, [1, 2, 3]);
  });

  it('has a form for several, which several of the stand-in stand in for', () => {
    const [object] = buildTable(written({}), classes).objects;
    assert.deepEqual(object.forms, [
      { text: 'elephant', standIns: ['horse'] },
      { text: 'elephants', standIns: ['horses'] },
    ]);
  });

  it('is refused where a name is that of no class, or of two', () => {
    assert.throws(() => buildTable(written({ classes: ['mammoth'] }), classes), /“mammoth” names 0 of/);
    assert.throws(() => buildTable(written({ classes: ['crane'] }), classes), /“crane” names 2 of/);
  });

  it('of the bundled model is the one that was written down', () => {
    const words = writtenNamesSchema.parse(json('scripts/objects/names.json'));
    const { objects } = objectTableSchema.parse(json('models/flickr8k-attention/objects.json'));
    assert.deepEqual(
      objects.map(({ forms, also, isExhaustive }) => [forms.map(({ text }) => text), also, isExhaustive]),
      words.map(({ word, plural, also, exhaustive }) => [
        plural === undefined ? [word] : [word, plural],
        also,
        exhaustive,
      ]),
    );
  });

  it('has each word once', () => {
    const words = writtenNamesSchema.parse(json('scripts/objects/names.json')).map(({ word }) => word);
    assert.equal(new Set(words).size, words.length);
  });
});
