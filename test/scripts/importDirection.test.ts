import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';

const rule = 'no-restricted-imports';
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId === rule,
  // With types, the parser would look at what is on the disk, not at the text that it is given.
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
});

/** Whether the lint rules let a file of the repository begin with this import. */
async function allowed(file: string, imported: string): Promise<boolean> {
  const [result] = await eslint.lintText(`import '${imported}';\n`, { filePath: path.resolve(file) });
  const others = result.messages.filter(({ ruleId }) => ruleId !== rule);
  assert.deepEqual(others, [], 'only the rule for imports is looked at');
  return result.messages.length === 0;
}

describe('The lint rules for imports', function () {
  this.timeout(60_000);

  const cases: readonly [file: string, imported: string, allowed: boolean][] = [
    ['src/dataset/row.ts', './random', true],
    ['src/dataset/row.ts', 'zod', true],
    ['src/dataset/row.ts', '../captioner/captioner', false],
    ['src/dataset/row.ts', '@tensorflow/tfjs-core', false],
    ['src/captioner/captioner.ts', '../dataset/row', true],
    ['src/captioner/captioner.ts', '@tensorflow/tfjs-core', true],
    ['src/captioner/captioner.ts', '@tensorflow/tfjs-node', false],
    ['src/captioner/captioner.ts', '../engine/client', false],
    ['src/captioner/metrics/bleu.ts', '../../engine/client', false],
    ['src/engine/client.ts', '../captioner/metrics/scores', true],
    ['src/engine/client.ts', '../extension/messages', false],
    ['src/engine/client.ts', 'vscode', false],
    ['src/cli/caption.ts', '../engine/client', true],
    ['src/cli/caption.ts', 'vscode', false],
    ['src/extension/extension.ts', '../engine/client', true],
    ['src/extension/extension.ts', '../dataset/row', true],
    ['src/extension/extension.ts', 'vscode', true],
    ['src/extension/extension.ts', '../webview/main', false],
    ['src/webview/main.ts', '../extension/messages', true],
    ['src/webview/main.ts', './dom', true],
    ['src/webview/main.ts', '../extension/decisions', false],
    ['src/webview/main.ts', '../dataset/row', false],
    ['src/webview/main.ts', 'node:fs', false],
  ];
  for (const [file, imported, expected] of cases) {
    it(`${expected ? 'let' : 'do not let'} ${file} import ${imported}`, async () => {
      assert.equal(await allowed(file, imported), expected);
    });
  }
});
