import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

/**
 * What is said about files of a checkout that has nothing but them.
 * @param imports for each file, what it imports
 */
async function refusals(imports: Record<string, readonly string[]>): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-imports-'));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), text, { flag: 'a' });
  };
  try {
    for (const [file, imported] of Object.entries(imports)) {
      for (const one of imported) {
        await write(file, `import type {} from '${one}';\n`);
        if (one.startsWith('.')) await write(`${path.join(path.dirname(file), one)}.ts`, 'export {};\n');
      }
    }
    // It can only be imported, and not required.
    const { cruise } = await import('dependency-cruiser');
    const forbidden = config.forbidden!;
    const { output } = await cruise(['src'], {
      ...{ baseDir: folder, validate: true, ruleSet: { forbidden } },
      ...{ tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
    });
    const comments = new Map(forbidden.map(({ name, comment }) => [name, comment ?? '']));
    return (output as ICruiseResult).summary.violations.map(({ rule }) => comments.get(rule.name) ?? rule.name);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const allowed = async (file: string, imported: string): Promise<boolean> =>
  (await refusals({ [file]: [imported] })).length === 0;

describe('The rules for imports', function () {
  this.timeout(60_000);

  const cases: readonly [file: string, imported: string, allowed: boolean][] = [
    ['src/dataset/rows/row.ts', './rowSchema', true],
    ['src/dataset/rows/row.ts', 'zod', true],
    ['src/dataset/rows/row.ts', '../images/fileName', true],
    ['src/dataset/rows/row.ts', '../document/edit', false],
    ['src/dataset/rows/row.ts', '../../captioner/captioner', false],
    ['src/dataset/rows/row.ts', '@tensorflow/tfjs-core', false],
    ['src/dataset/import/coco.ts', '../export/coco', false],
    ['src/captioner/captioner.ts', '../dataset/rows/row', true],
    ['src/captioner/captioner.ts', '@tensorflow/tfjs-core', true],
    ['src/captioner/captioner.ts', '@tensorflow/tfjs-node', false],
    ['src/captioner/captioner.ts', '../engine/client/client', false],
    ['src/captioner/metrics/bleu.ts', '../../engine/client/client', false],
    ['src/engine/client/client.ts', '../../captioner/metrics/scores', true],
    ['src/engine/client/client.ts', '../../extension/messages', false],
    ['src/engine/images/imageDecoding.ts', '../features/gridCache', false],
    ['src/engine/client/client.ts', 'vscode', false],
    ['src/engine/client/client.ts', 'vscode-jsonrpc', true],
    ['src/cli/caption.ts', '../engine/client/client', true],
    ['src/cli/caption.ts', './captioning/shard', true],
    ['src/cli/program/command.ts', '../caption', false],
    ['src/cli/caption.ts', 'vscode', false],
    ['src/extension/extension.ts', '../engine/client/client', true],
    ['src/extension/extension.ts', '../dataset/rows/row', true],
    ['src/extension/extension.ts', 'vscode', true],
    ['src/extension/extension.ts', '../webview/main', false],
    ['src/extension/editor/captionSession.ts', '../deciding/decisionHandlers', true],
    ['src/extension/deciding/decisionHandlers.ts', '../editor/captionSession', false],
    ['src/extension/deciding/decisionHandlers.ts', '../navigation/navigationHandlers', false],
    ['src/extension/deciding/decisionHandlers.ts', './decidingMessages', true],
    ['src/extension/base/soon.ts', '../editor/places', false],
    ['src/extension/engine/engineService.ts', '../../engine/client/client', true],
    ['src/extension/attic/box.ts', './lid', false],
    ['src/webview/main.ts', '../extension/messages', true],
    ['src/webview/main.ts', '../extension/entries/entryMessages', true],
    ['src/webview/main.ts', './base/dom', true],
    ['src/webview/main.ts', '../extension/document/decisions', false],
    ['src/webview/main.ts', '../dataset/rows/row', false],
    ['src/webview/main.ts', 'node:fs', false],
    ['src/webview/page/page.ts', '../completion/completing', false],
    ['src/webview/completion/completing.ts', '../page/page', true],
  ];
  for (const [file, imported, expected] of cases) {
    it(`${expected ? 'let' : 'do not let'} ${file} import ${imported}`, async () => {
      assert.equal(await allowed(file, imported), expected);
    });
  }

  it('say of a refused import which way is right', async () => {
    const [said] = await refusals({ 'src/extension/entries/entryWindow.ts': ['../session/sessionContext'] });
    assert.match(said, /downwards only.*entries may import suggestions, drafts, document,.* base, neither .* above/);
  });

  it('refuse a ring of files, also of types alone', async () => {
    const said = await refusals({
      'src/dataset/rows/row.ts': ['./rowSchema'],
      'src/dataset/rows/rowSchema.ts': ['./row'],
    });
    assert.ok(
      said.some((text) => text.includes('ring')),
      said.join('\n'),
    );
  });
});
