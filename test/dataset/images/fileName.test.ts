import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fileNameProblem, imageKey, normaliseFileName, windowsNameProblem } from '../../../src/dataset/images/fileName';

describe('The name of an image', () => {
  it('is tidied as Hugging Face datasets does', () => {
    assert.equal(normaliseFileName('./a.jpg'), 'a.jpg');
    assert.equal(normaliseFileName('sub\\a.jpg'), 'sub/a.jpg');
    assert.equal(normaliseFileName('sub//x/../a.jpg'), 'sub/a.jpg');
    assert.equal(normaliseFileName(''), '');
  });

  it('is refused if it leads out of the folder', () => {
    for (const name of ['../a.jpg', '..\\a.jpg', 'sub/../../a.jpg', '..', '../../etc/passwd']) {
      assert.match(fileNameProblem(name) ?? '', /leads out of the folder/, name);
      assert.equal(normaliseFileName(name), name);
    }
  });

  it('is refused if it is absolute, on a drive or on the network', () => {
    assert.match(fileNameProblem('/etc/passwd') ?? '', /absolute/);
    assert.match(fileNameProblem('C:\\a.jpg') ?? '', /absolute/);
    assert.match(fileNameProblem('c:/a.jpg') ?? '', /absolute/);
    assert.match(fileNameProblem('\\\\host\\share\\a.jpg') ?? '', /network/);
    assert.match(fileNameProblem('//host/share/a.jpg') ?? '', /network/);
  });

  it('is refused if it is an address', () => {
    for (const name of [
      'file:///etc/passwd',
      'http://x/a.jpg',
      'HTTPS://x/a.jpg',
      'data:image/png;base64,x',
      'vscode-vfs://x/a.jpg',
      'javascript:alert(1)',
      'file:a.jpg',
    ]) {
      assert.match(fileNameProblem(name) ?? '', /address/, name);
    }
  });

  it('is refused if it names a folder or holds a NUL', () => {
    assert.match(fileNameProblem('.') ?? '', /folder/);
    assert.match(fileNameProblem('sub/') ?? '', /folder/);
    assert.match(fileNameProblem('a\0.jpg') ?? '', /NUL/);
  });

  it('may hold anything else: percent signs, quotes, tags, colons, dots', () => {
    for (const name of [
      '%2e%2e/a.jpg',
      '100%.jpg',
      'a#b?.jpg',
      `"' <script>.jpg`,
      '12:30.jpg',
      '..a.jpg',
      'a..jpg',
      '...',
      'é.jpg',
      '$' + '{x}.jpg',
    ]) {
      assert.equal(fileNameProblem(name), undefined, name);
      assert.equal(normaliseFileName(name), name);
    }
  });

  it('has one key however its accents are composed', () => {
    assert.equal(imageKey('caf\u00e9.jpg'), imageKey('./cafe\u0301.jpg'));
  });

  it('is told apart where Windows could not have it', () => {
    for (const name of ['CON.jpg', 'sub/nul', 'com1.png', 'a.jpg.', 'sub /a.jpg', 'a?.jpg', 'a|b.jpg', 'a:b.jpg']) {
      assert.match(windowsNameProblem(name) ?? '', /Windows/, name);
    }
    assert.equal(windowsNameProblem('sub/CON.jpg'), 'Windows cannot have a file named "CON.jpg".');
    assert.equal(windowsNameProblem('a.jpg.'), 'Windows drops the dot or space at the end of "a.jpg.".');
    assert.equal(windowsNameProblem('a?.jpg'), 'Windows allows no "?" in the name "a?.jpg".');
    assert.equal(windowsNameProblem('a\u0001.jpg'), 'Windows allows no "\\u0001" in the name "a\u0001.jpg".');
    for (const name of ['console.jpg', 'sub/a b.jpg', 'é.jpg', 'com10.jpg', './a.jpg', '../a.jpg']) {
      assert.equal(windowsNameProblem(name), undefined, name);
    }
  });
});
