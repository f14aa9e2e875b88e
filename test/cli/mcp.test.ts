import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, it } from 'mocha';
import sharp from 'sharp';
import * as z from 'zod';
import { formatRow } from '../../src/dataset/document/edit';
import type { Row } from '../../src/dataset/rows/row';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';
import { writeRedImages } from './redImages';

const resultSchema = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  content: z.array(
    z.object({
      type: z.string(),
      text: z.string().default(''),
      data: z.string().default(''),
      mimeType: z.string().optional(),
    }),
  ),
});

const decided: Row = {
  ...{ fileName: 'b.png', text: 'a red dog', suggestion: 'a dog', status: 'edited' },
  ...{ model: 'flickr8k-attention', updated: '2026-11-24T09:30:00.000Z' },
};

/** The built program, asked by the client of the protocol's own SDK. */
describe('showtell mcp', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const clients: Client[] = [];
  let dataset = '';
  beforeEach(async () => {
    dataset = path.join(folder.path, 'images');
    await writeRedImages(dataset, 'a.png', 'b.png', 'c.png');
    await writeRedImages(folder.path, 'secret.png');
    writeFileSync(path.join(dataset, 'metadata.jsonl'), `${formatRow(decided)}\n`);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });

  async function connect(...args: string[]): Promise<Client> {
    const client = new Client({ name: 'tester', version: '1' });
    const command = { command: process.execPath, args: ['dist/cli.js', 'mcp', dataset, ...args] };
    await client.connect(new StdioClientTransport({ ...command, stderr: 'ignore' }));
    clients.push(client);
    return client;
  }

  async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
    return resultSchema.parse(await client.callTool({ name, arguments: args }));
  }

  /** What a tool says is wrong. */
  async function refusal(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
    const { isError, content } = await call(client, name, args);
    assert.equal(isError, true, JSON.stringify(content));
    return content[0].text;
  }

  const saved = (): string => readFileSync(path.join(dataset, 'metadata.jsonl'), 'utf8');
  const names = async (client: Client): Promise<string[]> =>
    (await client.listTools()).tools.map(({ name }) => name).sort();

  it('offers only what reads, unless writing is allowed', async () => {
    const reading = ['check', 'list_undecided', 'look_at_image', 'preview_replacement', 'statistics'];
    assert.deepEqual(await names(await connect()), reading);
    assert.deepEqual(await names(await connect('--allow-writes')), [...reading, 'fine_tune', 'propose_caption'].sort());
  });

  it('refuses a proposal where writing is not allowed, and writes nothing', async () => {
    const before = saved();
    await refusal(await connect(), 'propose_caption', { file_name: 'a.png', caption: 'a cat' });
    assert.equal(saved(), before);
  });

  it('lists the images that wait for a decision, some at a time', async () => {
    const client = await connect();
    const first = await call(client, 'list_undecided', { limit: 1 });
    assert.deepEqual(first.structuredContent, { images: [{ file_name: 'a.png' }], undecided: 2, hasMore: true });
    const second = await call(client, 'list_undecided', { limit: 5, after: 'a.png' });
    assert.deepEqual(second.structuredContent, { images: [{ file_name: 'c.png' }], undecided: 2, hasMore: false });
  });

  it('shows an image small and upright, with its rows', async () => {
    const large = sharp({ create: { width: 2000, height: 1000, channels: 3, background: 'red' } });
    await large.jpeg().withMetadata({ orientation: 6 }).toFile(path.join(dataset, 'large.jpg'));
    const client = await connect();
    const [image] = (await call(client, 'look_at_image', { file_name: 'large.jpg' })).content;
    assert.equal(image.mimeType, 'image/jpeg');
    const { width, height } = await sharp(Buffer.from(image.data, 'base64')).metadata();
    assert.deepEqual([width, height], [256, 512]);
    const [, text] = (await call(client, 'look_at_image', { file_name: 'b.png' })).content;
    assert.deepEqual(JSON.parse(text.text), { file_name: 'b.png', rows: [JSON.parse(formatRow(decided))] });
  });

  it('proposes a caption as a suggestion in the name of the proposer, and no caption', async () => {
    const client = await connect('--allow-writes');
    await call(client, 'propose_caption', { file_name: 'a.png', caption: 'a cat on a mat', proposer: 'large-model' });
    const [before, line] = saved().trimEnd().split('\n');
    assert.equal(before, formatRow(decided));
    const { updated, ...row } = z.record(z.string(), z.string()).parse(JSON.parse(line));
    const proposal = {
      file_name: 'a.png',
      text: '',
      suggestion: 'a cat on a mat',
      status: 'suggested',
      model: 'large-model',
    };
    assert.deepEqual(row, proposal);
    assert.ok(Date.parse(updated) > 0);
    const { structuredContent } = await call(client, 'list_undecided', { limit: 1 });
    const waiting = { file_name: 'a.png', suggestion: 'a cat on a mat', model: 'large-model' };
    assert.deepEqual(structuredContent?.images, [waiting], 'it waits for a person');
  });

  it('proposes in the name of the client where no other is given, and one after the other', async () => {
    const client = await connect('--allow-writes');
    await Promise.all(
      ['a.png', 'c.png'].map((file) => call(client, 'propose_caption', { file_name: file, caption: file })),
    );
    const models = saved()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => z.object({ model: z.string() }).parse(JSON.parse(line)).model);
    assert.deepEqual(models, ['tester', 'tester']);
  });

  it('puts no proposal over what a person decided', async () => {
    const before = saved();
    const client = await connect('--allow-writes');
    const said = await refusal(client, 'propose_caption', { file_name: 'b.png', caption: 'a cat' });
    assert.match(said, /b\.png: It has a caption \(line 1\), and a proposal replaces no decision/);
    assert.equal(saved(), before);
  });

  it('sees nothing outside of the folder', async () => {
    symlinkSync(path.join(folder.path, 'secret.png'), path.join(dataset, 'link.png'));
    const client = await connect('--allow-writes');
    for (const name of ['../secret.png', path.join(folder.path, 'secret.png'), 'link.png', 'file:///etc/passwd']) {
      assert.match(await refusal(client, 'look_at_image', { file_name: name }), /folder/, name);
      assert.match(await refusal(client, 'propose_caption', { file_name: name, caption: 'x' }), /folder/, name);
    }
    assert.match(await refusal(client, 'look_at_image', { file_name: 'metadata.jsonl' }), /metadata\.jsonl|image/);
  });

  it('writes no model through a link that leads out of the folder', async () => {
    mkdirSync(path.join(folder.path, 'elsewhere'));
    symlinkSync(path.join(folder.path, 'elsewhere'), path.join(dataset, 'showtell-models'));
    const client = await connect('--allow-writes');
    assert.match(await refusal(client, 'fine_tune', { name: 'mine' }), /a symbolic link out of the dataset's folder/);
  });

  it('refuses a dataset whose file is a link out of its folder', async () => {
    mkdirSync(path.join(folder.path, 'linked'));
    symlinkSync(path.join(dataset, 'metadata.jsonl'), path.join(folder.path, 'linked', 'metadata.jsonl'));
    const { status, stderr } = await runCli(['mcp', path.join(folder.path, 'linked')]);
    assert.equal(status, 1);
    assert.match(stderr, /is a symbolic link out of its folder/);
  });

  it('says how the captions came about', async () => {
    const { structuredContent } = await call(await connect(), 'statistics');
    const figures = z.object({
      images: z.unknown(),
      captions: z.object({ edited: z.int(), medianDistance: z.number() }),
    });
    const { images, captions } = figures.parse(structuredContent);
    assert.deepEqual(images, { total: 3, decided: 1 });
    assert.equal(captions.edited, 1);
    assert.equal(captions.medianDistance, 4);
  });

  it('checks the dataset', async () => {
    writeFileSync(
      path.join(dataset, 'metadata.jsonl'),
      `${formatRow({ ...decided, fileName: 'gone.png' })}\nnonsense\n`,
    );
    const { structuredContent } = await call(await connect(), 'check');
    const found = z
      .object({ problems: z.array(z.object({ line: z.int(), reason: z.string() })) })
      .parse(structuredContent);
    assert.deepEqual(
      found.problems.map(({ line }) => line),
      [1, 2],
    );
  });

  it('previews a replacement and changes nothing', async () => {
    const before = saved();
    const { structuredContent } = await call(await connect(), 'preview_replacement', {
      find: 'dog',
      replacement: 'fox',
    });
    const shown = [{ file_name: 'b.png', line: 1, before: 'a red dog', after: 'a red fox' }];
    assert.deepEqual(structuredContent, { captions: 1, changes: 1, shown });
    assert.equal(saved(), before);
  });

  it('ends an expression that runs away', async () => {
    writeFileSync(path.join(dataset, 'metadata.jsonl'), `${formatRow({ ...decided, text: `${'a'.repeat(40)}b` })}\n`);
    const ask = { find: '(a+)+$', replacement: '', regular_expression: true };
    assert.match(await refusal(await connect(), 'preview_replacement', ask), /stopped after 5 s/);
  });

  it('says of a fine-tune that there is too little to learn from, and leaves nothing behind', async () => {
    const client = await connect('--allow-writes');
    assert.match(await refusal(client, 'fine_tune', { name: 'mine' }), /at least/i);
    assert.equal(saved(), `${formatRow(decided)}\n`);
  });

  it('writes messages of the protocol to standard output, and nothing else', async () => {
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } };
    const asked = [
      { jsonrpc: '2.0', id: 1, method: 'initialize', params: hello },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'check', arguments: {} } },
    ];
    const { rows, stderr } = await runCli(['mcp', dataset], {
      input: `${asked.map((message) => JSON.stringify(message)).join('\n')}\nno message\n`,
    });
    assert.deepEqual(
      rows().map(({ jsonrpc, id }) => [jsonrpc, id]),
      [
        ['2.0', 1],
        ['2.0', 2],
      ],
    );
    assert.match(stderr, /^Agents may look at /);
  });
});
