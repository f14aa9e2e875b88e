import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { installedTools } from './installed';

export interface WorkbenchOptions {
  /** What is open. */
  folder: string;
  /** `checkout` has this checkout installed as an extension; `none` leaves that to the caller. */
  extension: 'checkout' | 'none';
  settings?: Record<string, unknown>;
  /** Kept after `stop`, so that a second workbench finds what the first left behind. */
  home?: string;
  extensionsFolder?: string;
}

/** A running VS Code in the browser (code-server) with folders of its own. */
export interface Workbench {
  port: number;
  /** To open in a browser. */
  url: string;
  /** Its user data, extensions and temporary files. */
  home: string;
  output(): string;
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'extensions.ignoreRecommendations': true,
};

/** Starts code-server on 127.0.0.1 and waits until it answers. @throws Error with its output if it does not */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { node, codeServer } = installedTools();
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), 'showtell-workbench-')));
  const extensions = options.extensionsFolder ?? path.join(home, 'extensions');
  await mkdir(path.join(home, 'data', 'User'), { recursive: true });
  await mkdir(path.join(home, 'tmp'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  if (options.extension === 'checkout') await linkCheckout(extensions);
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(path.join(home, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  await writeFile(path.join(home, 'config.yaml'), 'cert: false\n');

  const port = await freePort();
  const child = spawn(
    node,
    [
      ...[codeServer, '--config', path.join(home, 'config.yaml'), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
      ...['--user-data-dir', path.join(home, 'data'), '--extensions-dir', extensions],
      ...['--session-socket', path.join(home, 'session.sock'), '--disable-telemetry', '--disable-update-check'],
      ...['--disable-workspace-trust', '--vscode-option', 'enable-smoke-test-driver', options.folder],
    ],
    { env: ownEnvironment(home), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await untilItListens(child, () => output);
  return {
    port,
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`,
    home,
    output: () => output,
    stop: async () => {
      await stopGroup(child);
      if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function linkCheckout(extensions: string): Promise<void> {
  await symlink(process.cwd(), path.join(extensions, 'showtell.showtell-0.1.0')).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}

/** Nothing of the person's own VS Code is read or written. */
function ownEnvironment(home: string): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    ['CONFIG', 'DATA', 'CACHE', 'STATE'].map((kind) => [`XDG_${kind}_HOME`, path.join(home, kind.toLowerCase())]),
  );
  const environment = { ...process.env, ...own, TMPDIR: path.join(home, 'tmp') };
  // Set where the tests run inside of a VS Code; code-server would take it for its own parent.
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('VSCODE_')));
}

async function untilItListens(child: ChildProcess, output: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`code-server ${why}:\n${output()}`));
    const limit = setTimeout(() => fail('did not start within two minutes'), 120_000);
    const check = (): void => {
      if (!output().includes('HTTP server listening')) return;
      clearTimeout(limit);
      resolve();
    };
    child.stdout?.on('data', check);
    child.on('exit', (code) => fail(`ended with status ${code}`));
  });
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const force = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No free port was found on 127.0.0.1.');
  return address.port;
}
