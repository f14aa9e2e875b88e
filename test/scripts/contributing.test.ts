import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { floors } from '../../.dependency-cruiser.mjs';

const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.split(path.sep).join('/')}`,
  ),
);
const decisions = readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`);

describe('What newcomers read', () => {
  for (const page of ['CONTRIBUTING.md', ...decisions]) {
    it(`names only files that there are: ${page}`, () => {
      const text = readFileSync(page, 'utf8');
      const named = [...text.matchAll(/`([\w/.-]+\.(?:ts|mjs|json))`/gu)].map(([, name]) => name);
      const missing = named.filter((name) => !existsSync(name) && !files.some((file) => file.endsWith(`/${name}`)));
      assert.deepEqual(missing, []);
    });
  }

  it('shows every room of the extension and of the webview, and no other', () => {
    const [table] = /\| `src\/extension\/` [^]*?\n\n/u.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [''];
    for (const [layer, columns] of [
      ['extension', [1, 2]],
      ['webview', [3, 4]],
    ] as const) {
      const cells = table
        .split('\n')
        .slice(2)
        .map((line) => line.split('|')[columns[0]] ?? '');
      const shown = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+?)\/?`/gu)].map(([, name]) => name));
      assert.deepEqual(
        shown.sort(),
        floors[layer]
          .flat()
          .filter((room) => room !== 'showtellApi.ts')
          .sort(),
      );
      const folders = readdirSync(`src/${layer}`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      assert.deepEqual(
        folders.map(({ name }) => name).filter((name) => !shown.includes(name)),
        [],
      );
    }
  });
});
