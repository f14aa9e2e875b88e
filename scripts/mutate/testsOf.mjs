import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The nearest tests of a file of src: that of its own name; where there is none, those that import it; where none does, those of its
 * room.
 * @param {string} file such as src/dataset/edit.ts
 * @returns {string[]}
 */
export function testsOf(file) {
  const inSource = path.posix.relative('src', file).replace(/\.ts$/, '');
  const [layer] = inSource.split('/');
  const all = readdirSync(path.join('test', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join('test', layer, name.split(path.sep).join('/')));
  const importing = all.filter((test) => readFileSync(test, 'utf8').includes(`/src/${inSource}'`));
  const room = path.posix.join('test', path.posix.dirname(inSource));
  const own = path.posix.join('test', `${inSource}.test.ts`);
  if (all.includes(own)) return [own];
  return importing.length > 0 ? importing : all.filter((test) => test.startsWith(`${room}/`));
}
