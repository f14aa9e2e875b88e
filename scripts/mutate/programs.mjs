import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../steps/process.mjs';

/**
 * @param {string} test such as test/cli/showtell.test.ts
 * @returns {boolean} whether it, or a file of test that it imports, starts a program of dist/
 */
export function startsProgram(test) {
  const source = readFileSync(test, 'utf8');
  const imported = Array.from(source.matchAll(/ from '(\.[^']+)'/g), ([, from]) =>
    path.posix.join(path.posix.dirname(test), `${from}.ts`),
  );
  const own = imported.filter((name) => name.startsWith('test/') && existsSync(name));
  return [source, ...own.map((name) => readFileSync(name, 'utf8'))].some((text) => /['/]dist['/]/.test(text));
}

/**
 * Builds dist/ in a copy of the checkout that has faults in it; a program is told by its environment which one is on.
 * @param {string} folder where dist/ is a link to that of the checkout
 * @returns {Promise<() => void>} puts the checkout's own build in its place again
 * @throws Error if it does not build
 */
export async function buildPrograms(folder) {
  const dist = path.join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const status = await run(process.execPath, ['esbuild.js'], { cwd: folder });
  if (status !== 0) throw new Error('The build with the faults failed; see above.');
  return () => {
    rmSync(dist, { recursive: true });
    symlinkSync(path.join(root, 'dist'), dist);
  };
}
