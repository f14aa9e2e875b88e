import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import type { SavedReport } from '../../../src/engine/protocol/fineTuneProtocol';

/** What makes the page of a fine-tune. */
export type MakeReport = (
  webview: { cspSource: string; asWebviewUri(file: string): string },
  parts: { name: string; report: SavedReport; inUse: boolean; assets: string },
) => string;

/** What makes the page in VS Code, without VS Code. @param folder where it may put a file */
export async function reportMaker(folder: string): Promise<MakeReport> {
  const outfile = path.join(folder, 'reportHtml.cjs');
  await build({
    entryPoints: ['src/extension/fineTune/reportHtml.ts'],
    ...{ bundle: true, platform: 'node', format: 'cjs', outfile },
    alias: { vscode: path.resolve('test/webview/harness/vscodeStandIn.ts') },
  });
  const { reportHtml } = createRequire(__filename)(outfile) as { reportHtml: MakeReport };
  return reportHtml;
}
