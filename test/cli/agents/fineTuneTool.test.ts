import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import path from 'node:path';
import { describe, it } from 'mocha';
import { AgentDataset } from '../../../src/cli/agents/agentDataset';
import { offerFineTune } from '../../../src/cli/agents/fineTuneTool';
import type { OpenEngine } from '../../../src/cli/program/engine';
import type { FineTuneParams } from '../../../src/engine/client/client';
import { reportOn } from '../../craftedModel';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

const refuse = (): Promise<never> => Promise.reject(new Error('not scripted'));

describe('A fine-tune that an agent asks for', () => {
  const folder = useTemporaryFolder();

  it('writes into the folder, tells how far it is, and answers with the report, which names no other folder', async () => {
    let asked: FineTuneParams | undefined;
    let disposed = 0;
    const engine: OpenEngine = {
      ...{ suggest: refuse, train: refuse, evaluate: refuse, calibrate: refuse, status: { state: 'ready' } },
      onDidChangeStatus: () => ({ dispose: () => undefined }),
      fineTune: (params, onProgress) => {
        asked = params;
        onProgress({ phase: 'training', epoch: 1, epochs: 2, step: 3, steps: 8 });
        const report = reportOn(path.dirname(params.datasetPath), { id: 'base', name: 'Base' });
        return Promise.resolve({
          model: { id: 'mine', name: 'Mine', directory: params.out },
          ...{ rows: 40, problems: [], report },
        });
      },
      dispose: () => Promise.resolve(void disposed++),
    };
    const server = new McpServer({ name: 'showtell', version: '1' });
    const dataset = await AgentDataset.open(folder.path);
    offerFineTune({ server, dataset, baseModel: '/models/base', openEngine: () => engine });
    const [ofClient, ofServer] = InMemoryTransport.createLinkedPair();
    const client = new Client({ name: 'tester', version: '1' });
    await Promise.all([server.connect(ofServer), client.connect(ofClient)]);
    const progress: unknown[] = [];

    const call = { name: 'fine_tune', arguments: { name: 'mine' } };
    const { structuredContent } = await client.callTool(call, undefined, { onprogress: (one) => progress.push(one) });

    assert.equal(asked?.out, path.join(dataset.folder, 'showtell-models', 'mine'));
    assert.equal(asked.datasetPath, path.join(dataset.folder, 'metadata.jsonl'));
    assert.deepEqual(progress, [{ progress: 3, total: 8, message: 'training' }]);
    const text = JSON.stringify(structuredContent);
    assert.match(text, /"directory":"showtell-models\/mine".*"verdict":"notBetter".*"file":"cat.jpg"/);
    assert.ok(!text.includes(folder.path), text);
    assert.equal(disposed, 1, 'the engine has ended');
    await client.close();
  });
});
