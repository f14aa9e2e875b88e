import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { Disposables } from '../base/disposables';
import { settingOf } from '../base/setting';

/** As `package.json` announces it. */
const providerId = 'showtell.datasets';
const datasetFiles = '**/{metadata.jsonl,*.captions.jsonl}';
/** Agents show their servers as a list. */
const mostDatasets = 20;
const proposing = { name: 'showtell.agents.mayPropose', schema: z.boolean(), otherwise: false };

/** What the servers are started with. */
export interface ServerTerms {
  /** The bundled command line. */
  program: string;
  version: string;
  /** The model in use, which a fine-tune begins with. */
  model: () => string;
}

/**
 * Offers VS Code's agents a server of the Model Context Protocol for each dataset of the workspace. They look only, unless the setting
 * `showtell.agents.mayPropose` allows more.
 * @returns nothing to be disposed of where VS Code is older than 1.101 and knows no such servers
 */
export function offerDatasetServers(terms: ServerTerms): vscode.Disposable {
  const disposables = new Disposables();
  if (!vscode.lm.registerMcpServerDefinitionProvider) return disposables;
  const changed = disposables.add(new vscode.EventEmitter<void>());
  const watcher = disposables.add(vscode.workspace.createFileSystemWatcher(datasetFiles, false, true, false));
  const fire = (): void => changed.fire();
  disposables.add(watcher.onDidCreate(fire));
  disposables.add(watcher.onDidDelete(fire));
  disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(fire));
  disposables.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('showtell.agents')) fire();
    }),
  );
  disposables.add(
    vscode.lm.registerMcpServerDefinitionProvider(providerId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => datasetServers(terms),
    }),
  );
  return disposables;
}

/** The servers of the workspace as it is now: none where it is not trusted. */
export async function datasetServers({
  program,
  version,
  model,
}: ServerTerms): Promise<vscode.McpStdioServerDefinition[]> {
  const Definition = vscode.McpStdioServerDefinition;
  if (!Definition || !vscode.workspace.isTrusted) return [];
  const found = await vscode.workspace.findFiles(datasetFiles, undefined, mostDatasets);
  const mayPropose = settingOf(proposing);
  return found
    .filter(({ scheme }) => scheme === 'file')
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ fsPath }) => {
      const args = [program, 'mcp', fsPath, '--model', model(), ...(mayPropose ? ['--allow-writes'] : [])];
      const label = `Showtell: ${vscode.workspace.asRelativePath(fsPath)}`;
      // VS Code's own program is Node only where it is told so.
      return new Definition(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version);
    });
}

/** The program that is built beside the extension. */
export function commandLineProgram(extension: vscode.Uri): string {
  return path.join(extension.fsPath, 'dist', 'cli.js');
}
