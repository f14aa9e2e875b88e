import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TokenLimit } from '../../../src/extension/tokens/tokenLimit';
import { extensionFolder, until, useDataset } from '../editor';

describe('The tokens of captions', () => {
  const dataset = useDataset(['cat.jpg']);
  let limit: TokenLimit | undefined;
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('showtell.tokens');
  const set = (name: string, value: unknown): Thenable<void> =>
    configuration().update(name, value, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    limit?.dispose();
    await set('tokenizer', undefined);
    await set('limit', undefined);
  });

  const open = async (): Promise<TokenLimit> => {
    limit = new TokenLimit(vscode.Uri.file(dataset.file));
    await limit.ready();
    return limit;
  };

  it('are counted by the file that the setting names, and not without one', async () => {
    assert.deepEqual([(await open()).limit, limit?.count('a cat')], [undefined, undefined]);
    cpSync(
      path.join(extensionFolder(), 'test', 'fixtures', 'tokenizers', 'likeClip.json'),
      path.join(dataset.folder, 'tokenizer.json'),
    );
    await set('limit', 256);
    await set('tokenizer', path.join(dataset.folder, 'tokenizer.json'));
    await until('they are counted', () => limit?.count('a cat') === 4);
    assert.equal(limit?.limit, 256);
  });

  it('are not counted by a file that is none, and the reason is told', async () => {
    writeFileSync(path.join(dataset.folder, 'broken.json'), '{"a":1}');
    await set('tokenizer', path.join(dataset.folder, 'broken.json'));
    assert.match(
      (await open()).problem ?? '',
      /broken\.json cannot be used: It is no tokenizer\.json.*Correct “showtell\.tokens\.tokenizer”/u,
    );
    await set('tokenizer', path.join(dataset.folder, 'missing.json'));
    await until('the reason is another', () => limit?.problem?.includes('it does not exist') === true);
    assert.equal(limit?.limit, undefined);
  });
});
