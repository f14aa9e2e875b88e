import assert from 'node:assert/strict';
import path from 'node:path';
import { EngineClient } from '../../src/engine/client/client';
import { bundledModel, enginePath, makeClient, sample } from './builtEngine';

const params = { imagePath: sample('README.md'), priority: 'focus' } as const;

describe('What the engine says', () => {
  let client: EngineClient;
  afterEach(() => client.dispose());

  it('is in the language whose texts it is given', async () => {
    const texts = path.resolve('l10n', 'bundle.l10n.ko.json');
    client = new EngineClient({
      ...{ enginePath, backend: 'wasm', modelDirectory: bundledModel },
      ...{ log: () => undefined, texts },
    });
    await assert.rejects(client.suggest(params), { message: '이미지가 아니라 텍스트 파일입니다.' });
  });

  it('is in English without', async () => {
    ({ client } = makeClient('wasm'));
    await assert.rejects(client.suggest(params), { message: 'This is a text file, not an image.' });
  });
});
