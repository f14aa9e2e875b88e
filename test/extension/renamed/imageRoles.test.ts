import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ImageRoles } from '../../../src/extension/renamed/imageRoles';
import { line, TextDocument } from '../../dataset/list/textDocument';

describe('Images of a dataset whose captions may belong to a renamed one', () => {
  const open = (lines: readonly string[], images: readonly string[]): { document: TextDocument; roles: ImageRoles } => {
    const document = new TextDocument([...lines, ''].join('\n'), images);
    return { document, roles: new ImageRoles(document.index.entries) };
  };
  const names = (groups: ReadonlySet<{ fileName: string }>): string[] => [...groups].map(({ fileName }) => fileName);

  it('have vanished where they have rows and are not there', () => {
    const { roles } = open(
      [line('gone.jpg', 'a dog', 'written'), line('a.jpg', 'a cat', 'written'), 'broken'],
      ['a.jpg'],
    );
    assert.deepEqual(names(roles.vanished), ['gone.jpg']);
    assert.deepEqual(names(roles.free), []);
  });

  it('can take captions where they are there and nobody has decided on them', () => {
    const { roles } = open(
      [
        line('suggested.jpg', 'a dog', 'suggested', { suggestion: 'a dog' }),
        line('empty.jpg', ' '),
        line('plain.jpg', 'a caption of another tool'),
        line('excluded.jpg', '', 'excluded'),
        line('two.jpg', 'a dog', 'suggested', { suggestion: 'a dog' }),
        line('two.jpg', 'mine', 'written'),
      ],
      ['new.jpg', 'suggested.jpg', 'empty.jpg', 'plain.jpg', 'excluded.jpg', 'two.jpg'],
    );
    assert.deepEqual(names(roles.free).toSorted(), ['empty.jpg', 'new.jpg', 'suggested.jpg']);
    assert.deepEqual(names(roles.vanished), []);
  });

  it('are followed: whether any has another role now is told', () => {
    const { document, roles } = open([line('gone.jpg', 'a dog', 'written')], ['a.jpg']);
    assert.equal(roles.follow(document.append(`${line('a.jpg', 'mine', 'written')}\n`)), true);
    assert.deepEqual(names(roles.free), []);
    assert.equal(roles.follow(document.append(`${line('a.jpg', 'more', 'written')}\nbroken\n`)), false);
    assert.equal(roles.follow(document.index.addImages(['gone.jpg'], new Set())), true);
    assert.deepEqual(names(roles.vanished), []);
  });

  it('are not free while a person types into one', () => {
    const { document, roles } = open([], ['a.jpg']);
    const entry = document.index.find(document.keys[0]);
    assert.ok(entry);
    assert.equal(roles.follow(document.index.setDraft(entry, 'a d')), true);
    assert.deepEqual(names(roles.free), []);
    assert.equal(roles.follow(document.index.setDraft(entry, undefined)), true);
    assert.deepEqual(names(roles.free), ['a.jpg']);
  });

  it('have a role no more once neither the image nor a row of it is there', () => {
    const { document, roles } = open([line('gone.jpg', 'a dog', 'written')], []);
    const end = { line: 1, character: 0 };
    assert.equal(roles.follow(document.replace({ start: { line: 0, character: 0 }, end, text: '' })), true);
    assert.deepEqual(names(roles.vanished), []);
    assert.deepEqual(names(roles.free), []);
  });
});
