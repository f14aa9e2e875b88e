import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The tests that a file of src is tried with: the nearest, and those that are named. The nearest is that of its own name; where there is
 * none, those that import it; where none does, those that are named, or else those of the names of the files that import it, or of its room.
 * @param {string} file such as src/dataset/document/edit.ts
 * @param {string[]} [named]
 * @returns {string[]}
 */
export function testsOf(file, named = []) {
  const inSource = path.posix.relative('src', file).replace(/\.ts$/, '');
  const [layer] = inSource.split('/');
  const all = readdirSync(path.join('test', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join('test', layer, name.split(path.sep).join('/')));
  // Who takes only types from a file runs nothing of it.
  const imports = new RegExp(`^(?!import type ).*/src/${inSource}'`, 'm');
  const importing = all.filter((test) => imports.test(readFileSync(test, 'utf8')));
  const room = path.posix.join('test', path.posix.dirname(inSource));
  const own = path.posix.join('test', `${inSource}.test.ts`);
  if (all.includes(own)) return [...new Set([own, ...named])];
  if (importing.length > 0 || named.length > 0) return [...new Set([...importing, ...named])];
  const ofImporters = importersOf(file).map((name) => name.replace(/^src\/(.*)\.ts$/, 'test/$1.test.ts'));
  const near = all.filter((test) => ofImporters.includes(test));
  return near.length > 0 ? near : all.filter((test) => test.startsWith(`${room}/`));
}

/** The files of src that import a file. */
function importersOf(file) {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join('src', name.split(path.sep).join('/')))
    .filter((name) =>
      Array.from(readFileSync(name, 'utf8').matchAll(/ from '(\.[^']+)'/g), ([, imported]) =>
        path.posix.join(path.posix.dirname(name), `${imported}.ts`),
      ).includes(file),
    );
}
