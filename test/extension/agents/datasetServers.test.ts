import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commandLineProgram, datasetServers } from '../../../src/extension/agents/datasetServers';
import { activateShowtell } from '../editor';

const setting = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('showtell.agents');

describe('The servers that agents in VS Code are offered', function () {
  this.timeout(120_000);
  let file = '';
  beforeEach(async function () {
    // VS Code before 1.101 knows no such servers.
    if (!vscode.McpStdioServerDefinition) this.skip();
    await activateShowtell();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    file = path.join(folder.uri.fsPath, 'metadata.jsonl');
    writeFileSync(file, '');
  });
  afterEach(async () => {
    rmSync(file, { force: true });
    await setting().update('mayPropose', undefined, vscode.ConfigurationTarget.Global);
  });

  /** The servers as VS Code gets them. */
  async function offered(): Promise<vscode.McpStdioServerDefinition[]> {
    const extension = vscode.extensions.getExtension('showtell.showtell');
    assert.ok(extension);
    const program = commandLineProgram(extension.extensionUri);
    return datasetServers({ program, version: '1', model: () => path.join(extension.extensionPath, 'models') });
  }

  /** The tools of a server that is started as VS Code starts it. */
  async function toolsOf({ command, args, env }: vscode.McpStdioServerDefinition): Promise<string[]> {
    const client = new Client({ name: 'tester', version: '1' });
    const words = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
    await client.connect(new StdioClientTransport({ command, args, env: words, stderr: 'ignore' }));
    const { tools } = await client.listTools();
    await client.close();
    return tools.map(({ name }) => name);
  }

  it('are one for each dataset of the workspace, and only look', async () => {
    const servers = await offered();
    assert.deepEqual(
      servers.map(({ label }) => label),
      ['Showtell: metadata.jsonl'],
    );
    const tools = await toolsOf(servers[0]);
    assert.ok(tools.includes('look_at_image') && !tools.includes('propose_caption'), tools.join());
  });

  it('only look where the setting is something else than true', async () => {
    await setting().update('mayPropose', 'no', vscode.ConfigurationTarget.Global);
    assert.ok(!(await toolsOf((await offered())[0])).includes('propose_caption'));
  });

  it('may propose captions where the setting says so', async () => {
    await setting().update('mayPropose', true, vscode.ConfigurationTarget.Global);
    assert.ok((await toolsOf((await offered())[0])).includes('propose_caption'));
  });
});
