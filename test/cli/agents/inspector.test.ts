import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { writeRedImages } from '../redImages';

const run = promisify(execFile);
const inspector = '@modelcontextprotocol/inspector@2.12.0';
const listedSchema = z.object({ tools: z.array(z.object({ name: z.string() })) });
const answerSchema = z.object({ structuredContent: z.unknown() });

describe('The inspector of the Model Context Protocol', () => {
  const folder = useTemporaryFolder();
  /** What it prints of a call to the server of the folder. */
  const inspect = async (...args: string[]): Promise<unknown> => {
    const server = [process.execPath, 'dist/cli.js', 'mcp', folder.path];
    const shell = process.platform === 'win32';
    const { stdout } = await run('npx', ['--yes', inspector, '--cli', ...server, ...args], { shell });
    return JSON.parse(stdout) as unknown;
  };

  it('lists the tools of the server, and calls one', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    writeFileSync(path.join(folder.path, 'metadata.jsonl'), '{"file_name":"a.png","text":"red","status":"written"}\n');
    const { tools } = listedSchema.parse(await inspect('--method', 'tools/list'));
    assert.ok(tools.some(({ name }) => name === 'list_undecided'));
    const answer = answerSchema.parse(await inspect('--method', 'tools/call', '--tool-name', 'list_undecided'));
    assert.deepEqual(answer.structuredContent, { images: [{ file_name: 'b.png' }], undecided: 1, hasMore: false });
  });
});
