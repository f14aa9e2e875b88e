import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { isInside, resolveImagePath } from '../../../src/dataset/images/filePath';
import { useTemporaryFolder } from '../temporaryFolder';

describe('Resolving the path of an image', () => {
  const temporary = useTemporaryFolder();

  function makeDataset(): string {
    const dataset = join(temporary.path, 'dataset');
    mkdirSync(join(dataset, 'sub'), { recursive: true });
    writeFileSync(join(dataset, 'sub', 'a.jpg'), '');
    writeFileSync(join(temporary.path, 'outside.jpg'), '');
    return dataset;
  }

  it('finds an image in a subfolder', () => {
    const dataset = makeDataset();
    assert.deepEqual(resolveImagePath(dataset, 'sub/a.jpg'), { path: join(dataset, 'sub', 'a.jpg') });
    assert.deepEqual(resolveImagePath(dataset, '.\\sub\\a.jpg'), { path: join(dataset, 'sub', 'a.jpg') });
  });

  it('finds an image whose accents are composed in another way', () => {
    const dataset = makeDataset();
    writeFileSync(join(dataset, 'cafe\u0301.jpg'), '');
    assert.ok('path' in resolveImagePath(dataset, 'caf\u00e9.jpg'));
  });

  it('finds an image of whose path some parts are composed and others decomposed', () => {
    const dataset = makeDataset();
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
    mkdirSync(join(dataset, decomposed));
    const image = join(dataset, decomposed, `${composed}${decomposed}.jpg`);
    writeFileSync(image, '');
    for (const folder of [composed, decomposed])
      for (const name of [composed + composed, decomposed + composed, composed + decomposed])
        assert.deepEqual(resolveImagePath(dataset, `${folder}/${name}.jpg`), { path: image });
  });

  it('takes the file of the very spelling where there are both', () => {
    const dataset = makeDataset();
    for (const name of ['caf\u00e9.jpg', 'cafe\u0301.jpg']) writeFileSync(join(dataset, name), '');
    for (const name of ['caf\u00e9.jpg', 'cafe\u0301.jpg'])
      assert.deepEqual(resolveImagePath(dataset, name), { path: join(dataset, name) });
  });

  it('takes the folder of the very spelling where there are both, also for an image that is spelled in another way', () => {
    const dataset = makeDataset();
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
    for (const folder of [composed, decomposed]) {
      mkdirSync(join(dataset, folder));
      writeFileSync(join(dataset, folder, `${folder}.jpg`), '');
    }
    assert.deepEqual(resolveImagePath(dataset, `${composed}/${decomposed}.jpg`), {
      path: join(dataset, composed, `${composed}.jpg`),
    });
    assert.deepEqual(resolveImagePath(dataset, `${decomposed}/${composed}.jpg`), {
      path: join(dataset, decomposed, `${decomposed}.jpg`),
    });
  });

  it('refuses names that lead out, although the file is there', () => {
    const dataset = makeDataset();
    for (const name of ['../outside.jpg', 'sub/../../outside.jpg', join(temporary.path, 'outside.jpg')]) {
      assert.ok('problem' in resolveImagePath(dataset, name), name);
    }
  });

  it('refuses a symbolic link that leads out, of the image or of a folder', () => {
    const dataset = makeDataset();
    symlinkSync(join(temporary.path, 'outside.jpg'), join(dataset, 'link.jpg'));
    symlinkSync(temporary.path, join(dataset, 'up'));
    for (const name of ['link.jpg', 'up/outside.jpg']) {
      const resolved = resolveImagePath(dataset, name);
      assert.ok('problem' in resolved);
      assert.match(resolved.problem, /symbolic link leads out/);
    }
  });

  it('takes a symbolic link that stays inside, and a folder that is a link itself', () => {
    const dataset = makeDataset();
    symlinkSync(join(dataset, 'sub', 'a.jpg'), join(dataset, 'link.jpg'));
    symlinkSync(dataset, join(temporary.path, 'alias'));
    assert.ok('path' in resolveImagePath(dataset, 'link.jpg'));
    assert.ok('path' in resolveImagePath(join(temporary.path, 'alias'), 'sub/a.jpg'));
  });

  it('says that a file is missing, is a folder, or goes round in links', () => {
    const dataset = makeDataset();
    symlinkSync(join(dataset, 'loop.jpg'), join(dataset, 'loop.jpg'));
    const problem = (name: string): string => {
      const resolved = resolveImagePath(dataset, name);
      return 'problem' in resolved ? resolved.problem : '';
    };
    assert.match(problem('no.jpg'), /There is no file "no\.jpg"/);
    assert.match(problem('sub'), /names a folder/);
    assert.match(problem('loop.jpg'), /round in a circle/);
    assert.match(problem('sub/a.jpg/b.jpg'), /no folder/);
    assert.match(problem(`${'x'.repeat(300)}.jpg`), /too long/);
  });

  it('says of a name with accents, too, that there is no such file', () => {
    const resolved = resolveImagePath(makeDataset(), 'n\u00e9/caf\u00e9.jpg');
    assert.deepEqual(resolved, { problem: 'There is no file "n\u00e9/caf\u00e9.jpg" in the folder of the dataset.' });
  });

  it('takes names that only begin with dots for what they are', () => {
    const dataset = makeDataset();
    mkdirSync(join(dataset, '..sub'));
    writeFileSync(join(dataset, '..sub', '..a.jpg'), '');
    assert.deepEqual(resolveImagePath(dataset, '..sub/..a.jpg'), { path: join(dataset, '..sub', '..a.jpg') });
    assert.deepEqual(
      ['/a', '/a/b', '/a/..b', '/b', '/', '/ab'].map((path) => isInside('/a', path)),
      [true, true, true, false, false, false],
    );
  });

  if (process.platform !== 'win32') {
    it('refuses a pipe, which might never end', () => {
      const dataset = makeDataset();
      execFileSync('mkfifo', [join(dataset, 'pipe.jpg')]);
      assert.deepEqual(resolveImagePath(dataset, 'pipe.jpg'), { problem: 'This is not a file.' });
    });

    it('refuses on Windows what that could not have, and nowhere else', () => {
      const dataset = makeDataset();
      writeFileSync(join(dataset, 'a?.jpg'), '');
      assert.ok('path' in resolveImagePath(dataset, 'a?.jpg'));
      const { platform } = process;
      Object.defineProperty(process, 'platform', { value: 'win32' });
      try {
        const resolved = resolveImagePath(dataset, 'a?.jpg');
        assert.match('problem' in resolved ? resolved.problem : '', /Windows allows no/);
      } finally {
        Object.defineProperty(process, 'platform', { value: platform });
      }
    });
  }
});
