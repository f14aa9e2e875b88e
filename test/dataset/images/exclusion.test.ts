import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { excludedBy, excludedByRules, type Exclusion, type ExclusionRule } from '../../../src/dataset/images/exclusion';
import { scanFolder } from '../../../src/dataset/images/folder';
import { useTemporaryFolder } from '../temporaryFolder';

describe('What of a folder is left out', () => {
  const folder = useTemporaryFolder();

  async function listed(files: readonly string[], excluded?: Exclusion): Promise<string[]> {
    for (const file of files) {
      mkdirSync(dirname(join(folder.path, file)), { recursive: true });
      writeFileSync(join(folder.path, file), '');
    }
    return (await scanFolder(folder.path, undefined, excluded)).images.map(({ fileName }) => fileName);
  }

  for (const name of [
    ...[
      '@eaDir/1.jpg',
      '@SynoResource',
      '@sharebin',
      '@sharesnap',
      '@tmp',
      '#recycle',
      '#Recycle',
      '#snapshot',
      '~snapshot',
    ],
    ...['@Recycle', '@Recently-Snapshot', '@__thumb', 'Network Trash Folder', 'Temporary Items', 'sub/@eaDir/1.jpg'],
    ...['$RECYCLE.BIN/S-1-5', 'RECYCLER', 'RECYCLED', 'System Volume Information', 'Config.Msi', 'found.000'],
    ...['__MACOSX/in', 'lost+found', 'node_modules/a', '.ipynb_checkpoints', 'sub/.hidden'],
  ]) {
    it(`are folders that systems make: ${name}`, async () => {
      assert.deepEqual(await listed(['1.jpg', `${name}/2.jpg`]), ['1.jpg']);
    });
  }

  it('are no folders of people that only look so', async () => {
    const files = ['eaDir/1.jpg', 'foundation/2.jpg', 'recycle/3.jpg'];
    assert.deepEqual(await listed(files), files);
  });

  const files = ['a.jpg', 'a_mask.png', 'sub/b.jpg', 'sub/b_mask.png', 'thumbs/c.jpg', 'sub/thumbs/d.jpg', 'z[1].jpg'];
  for (const [glob, left] of Object.entries({
    '*_mask.png': ['a.jpg', 'sub/b.jpg', 'sub/thumbs/d.jpg', 'thumbs/c.jpg', 'z[1].jpg'],
    thumbs: ['a.jpg', 'a_mask.png', 'sub/b.jpg', 'sub/b_mask.png', 'z[1].jpg'],
    'thumbs/': ['a.jpg', 'a_mask.png', 'sub/b.jpg', 'sub/b_mask.png', 'z[1].jpg'],
    'sub/**': ['a.jpg', 'a_mask.png', 'thumbs/c.jpg', 'z[1].jpg'],
    './sub/*.{jpg,png}': ['a.jpg', 'a_mask.png', 'sub/thumbs/d.jpg', 'thumbs/c.jpg', 'z[1].jpg'],
    '**/thumbs/**': ['a.jpg', 'a_mask.png', 'sub/b.jpg', 'sub/b_mask.png', 'z[1].jpg'],
    '?.jpg': ['a_mask.png', 'sub/b_mask.png', 'z[1].jpg'],
    '': files.toSorted(),
  })) {
    it(`is what a glob says: ${glob}`, async () => {
      assert.deepEqual((await listed(files, excludedBy([glob]))).toSorted(), left.toSorted());
    });
  }

  it('is counted from elsewhere where globs begin there, and then a name is one of that place only', () => {
    const excluded = excludedBy(['images/thumbs', '*.jpg'], { anywhere: false, from: 'images' });
    assert.deepEqual(['thumbs', 'sub/thumbs', 'a.jpg'].map(excluded), [true, false, false]);
  });

  it('is what a glob of Windows says, and nothing where there is none', () => {
    assert.deepEqual(['sub/b.jpg', 'b.jpg'].map(excludedBy(['sub\\*.jpg'])), [true, false]);
    assert.equal(excludedBy([])('b.jpg'), false);
  });

  it('is hidden, too, where a glob says so', () => {
    assert.deepEqual(['.a.jpg', 'sub/.a.jpg', '!a.jpg', 'b.jpg'].map(excludedBy(['*a.jpg'])), [
      true,
      true,
      true,
      false,
    ]);
    assert.deepEqual(['!a.jpg', 'a.jpg', 'b.jpg'].map(excludedBy(['!a.jpg'])), [true, false, false]);
  });

  describe('by rules of settings', () => {
    const rule = (globs: string[], when?: string): ExclusionRule => ({ globs, anywhere: true, from: '', when });

    it('is what any of them says', () => {
      const excluded = excludedByRules(folder.path, [rule(['*.png']), rule(['thumbs'])]);
      assert.deepEqual(['a.png', 'thumbs', 'a.jpg'].map(excluded), [true, true, false]);
      assert.equal(excludedByRules(folder.path, [])('a.jpg'), false);
    });

    it('is what has another file beside it, where one asks for that', () => {
      mkdirSync(join(folder.path, 'sub'));
      for (const file of ['a.jpg', 'a.psd', 'b.jpg', 'b.png', 'b.psd', 'sub/a.jpg'])
        writeFileSync(join(folder.path, file), '');
      const excluded = excludedByRules(folder.path, [rule(['*.jpg'], '$(basename).psd')]);
      assert.deepEqual(['a.jpg', 'b.jpg', 'b.png', 'sub/a.jpg'].map(excluded), [true, true, false, false]);
    });
  });
});
