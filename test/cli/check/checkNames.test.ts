import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { FolderNames } from '../../../src/cli/check/checkNames';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('A name that leads to no image', () => {
  const folder = useTemporaryFolder();
  const meant = (name: string, images: readonly string[], inRows: readonly string[] = []): string | undefined =>
    new FolderNames(folder.path, images, inRows).meantBy(name)?.words;
  const written = (name: string, images: readonly string[], inRows: readonly string[] = []): string | undefined =>
    new FolderNames(folder.path, images, inRows).meantBy(name)?.name;

  it('means none where nothing is like it', () => {
    for (const name of ['x.png', '', '7', '/', '..', 'folder/'])
      assert.equal(meant(name, ['a.png', 'b/c.png']), undefined);
  });

  it('may lack its ending, also in a folder, and may then mean one of several', () => {
    assert.equal(meant('b/c', ['a.png', 'b/c.png']), 'There is "b/c.png": the name lacks its ending.');
    assert.equal(written('b\\c', ['a.png', 'b/c.png']), 'b/c.png');
    assert.equal(
      meant('a', ['a.png', 'a.jpg', 'a.gif']),
      'The name lacks its ending, and may be "a.png" or "a.jpg" or "a.gif": write the one that is meant.',
    );
    assert.match(meant('a', ['a.png', 'a.jpg', 'a.gif', 'a.bmp']) ?? '', /or "a\.gif" or another: write/);
    assert.equal(written('a', ['a.png', 'a.jpg']), undefined);
  });

  it('may have spaces around it, or percent signs as in an address, however accents are written', () => {
    assert.equal(
      meant(' a.png', ['a.png']),
      'There is "a.png": spaces stand around the name, or signs are written as in an address.',
    );
    assert.equal(written('u%CC%88.png', ['\u00fc.png']), '\u00fc.png');
    assert.equal(written('%zz.png ', ['%zz.png']), '%zz.png');
    assert.equal(meant('%zz.png', ['a.png']), undefined);
  });

  it('may have other capitals, unless that may be two', () => {
    assert.equal(meant('A.PNG', ['a.png']), 'There is "a.png", with other capitals.');
    assert.equal(written('A.PNG', ['a.png', 'A.png']), undefined);
  });

  it('may be of an image that is in another folder now, and is only told where that has a row or may be another', () => {
    assert.equal(meant('old/a.png', ['new/a.png'], ['old/a.png']), 'The image is in another folder now: "new/a.png".');
    const told = 'There is "new/a.png"; if that is meant, write it so.';
    assert.equal(meant('old/a.png', ['new/a.png'], ['old/a.png', 'new/a.png']), told);
    assert.equal(meant('old/a.png', ['new/a.png'], ['old/a.png', 'other/a.png']), told);
    assert.equal(meant('old/a.png', ['new/a.png', 'newer/a.png'], ['old/a.png']), undefined);
  });

  it('may have another ending, or be a number without its zeros, which is told and not mended', () => {
    assert.equal(meant('a.jpg', ['a.png']), 'There is "a.png"; if that is meant, write it so.');
    assert.equal(written('a.jpg', ['a.png']), undefined);
    assert.equal(meant('7', ['007.png']), 'There is "007.png"; if that is meant, write it so.');
    assert.equal(meant('0', ['000.png']), 'There is "000.png"; if that is meant, write it so.');
    assert.match(meant('7', ['007.png', '008.png']) ?? '', /There is "007\.png"/);
    assert.equal(meant('9', ['007.png']), undefined);
    assert.equal(meant('7.jpg', ['x7.png']), undefined);
  });

  it('may begin with the folder of the dataset or more of the path, and leads then to an image in it', () => {
    const inside = path.join(folder.path, 'train');
    mkdirSync(inside);
    writeFileSync(path.join(inside, 'a.png'), '');
    const names = new FolderNames(inside, ['a.png'], []);
    const parent = path.basename(folder.path);
    for (const name of ['train/a.png', `${parent}/train/a.png`, '../train/a.png', `./../${parent}/train/a.png`])
      assert.deepEqual(names.meantBy(name), {
        words: `The name begins with the dataset's own folder; here the image is "a.png".`,
        name: 'a.png',
      });
    assert.equal(names.meantBy(path.join(inside, 'a.png'))?.name, 'a.png');
    assert.equal(names.meantBy(path.join(inside, 'a.png').slice(1))?.name, 'a.png');
    assert.equal(names.meantBy('brain/a.png')?.name, undefined, 'that is another folder');
    for (const name of ['train/', 'train', '/train/b.png', 'C:/train/b.png', 'other/b.png'])
      assert.equal(names.meantBy(name), undefined, name);
    assert.equal(names.meantBy('/train/a.png')?.name, undefined);
  });
});
