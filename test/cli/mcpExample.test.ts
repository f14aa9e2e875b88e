import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';

const page = readFileSync('docs/agents.md', 'utf8');
const record = z.record(z.string(), z.unknown());
const block = (name: string): string => new RegExp('```json ' + name + '\\n([\\s\\S]*?)```').exec(page)?.[1] ?? '';
const json = (name: string) => record.parse(JSON.parse(block(name)));

describe('The page docs/agents.md', () => {
  const folder = useTemporaryFolder();

  it('says what comes of a proposal', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const file = path.join(folder.path, 'metadata.jsonl');
    writeFileSync(file, block('dataset'));
    const client = new Client({ name: 'example', version: '1' });
    const args = ['dist/cli.js', 'mcp', folder.path, '--allow-writes'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    try {
      const listed = await client.callTool({ name: 'list_undecided', arguments: {} });
      assert.deepEqual(listed.structuredContent, json('answer'));
      await client.callTool({ name: 'propose_caption', arguments: json('proposal') });
      const [before, added] = readFileSync(file, 'utf8').split(/(?<=\n)/);
      assert.equal(before, block('dataset'));
      assert.deepEqual({ ...record.parse(JSON.parse(added)), updated: '' }, json('row'));
    } finally {
      await client.close();
    }
  });

  it('names every tool', async () => {
    const client = new Client({ name: 'example', version: '1' });
    const args = ['dist/cli.js', 'mcp', folder.path, '--allow-writes'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    try {
      const { tools } = await client.listTools();
      const named = [...page.matchAll(/^\| `(\w+)` \|/gmu)].map(([, name]) => name);
      assert.deepEqual(named.sort(), tools.map(({ name }) => name).sort());
    } finally {
      await client.close();
    }
  });
});
