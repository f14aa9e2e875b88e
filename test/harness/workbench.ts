/**
 * A workbench for tests in a browser. Run them with `npm test -- ui`, which installs what they need. In a test:
 *
 *     const workbench = await startWorkbench({ folder, extension: 'checkout' });
 *     const browser = await startBrowser();
 *     const page = await openWorkbench(browser, workbench.url);
 *     await runCommand(page, 'Showtell: Caption Images in This Folder');
 *     const frame = await webviewFrame(page);
 *     await takePicture(page, 'first-suggestions');
 *     await browser.close();
 *     await workbench.stop();
 *
 * Each workbench has user data, extensions and settings of its own. To see what survives a restart (drafts, the chosen
 * model), give two workbenches one `home`. The checkout counts as an installed extension, so hot exit works.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { errorCode } from '../../src/dataset/files/fileError';
import { linkBuiltInExtensions } from './builtInExtensions';
import { installedTools } from './installed';
import { Steering } from './steering';

export interface WorkbenchOptions {
  /** What is open. */
  folder: string;
  /** `checkout` has this checkout installed as an extension, and the one that `steering` talks to; `none` leaves that to the caller. */
  extension: 'checkout' | 'none';
  settings?: Record<string, unknown>;
  /** Kept after `stop`, so that a second workbench finds what the first left behind. */
  home?: string;
  extensionsFolder?: string;
  /** Of VS Code's own extensions those that most tests do without, such as `git`. */
  builtIn?: readonly string[];
  /** Of 127.0.0.1; without it the system chooses one that is free. */
  port?: number;
}

/** A running VS Code in the browser (code-server) with folders of its own. */
export interface Workbench {
  port: number;
  /** To open in a browser. */
  url: string;
  /** Its user data, extensions and temporary files. */
  home: string;
  /** Does what would take long by keys; with the extension of the checkout. */
  steering: Steering;
  output(): string;
  /** The number of its extension host's process. */
  extensionHost(): number;
  /** Ends the extension host as a crash of it would; VS Code starts another one. */
  crashExtensionHost(): void;
  /** Kills all its processes at once, as a system that runs out of memory or is switched off. */
  kill(): void;
  /** Stops the captioner where it is. @returns lets it go on */
  holdEngine(): () => void;
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
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
};

/** Starts code-server on 127.0.0.1 and waits until it answers. @throws Error with its output if it does not */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { node, codeServer } = installedTools();
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), 'showtell-workbench-')));
  const extensions = options.extensionsFolder ?? path.join(home, 'extensions');
  await mkdir(path.join(home, 'data', 'User'), { recursive: true });
  await mkdir(path.join(home, 'tmp'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  if (options.extension === 'checkout') {
    await linkCheckout(extensions);
    await Steering.link(extensions);
  }
  const builtIn = path.join(home, 'built-in');
  if (!existsSync(builtIn)) await linkBuiltInExtensions(codeServer, builtIn, options.builtIn ?? []);
  const settings: Record<string, unknown> = { ...quietSettings, ...options.settings };
  await writeFile(path.join(home, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  await writeFile(path.join(home, 'config.yaml'), 'cert: false\n');

  const child = spawn(
    node,
    [
      ...[
        codeServer,
        '--config',
        path.join(home, 'config.yaml'),
        '--bind-addr',
        `127.0.0.1:${options.port ?? 0}`,
        '--auth',
        'none',
      ],
      ...['--user-data-dir', path.join(home, 'data'), '--extensions-dir', extensions],
      ...['--session-socket', path.join(home, 'session.sock'), '--disable-telemetry', '--disable-update-check'],
      ...(settings['security.workspace.trust.enabled'] ? [] : ['--disable-workspace-trust']),
      ...['--vscode-option', 'enable-smoke-test-driver', '--vscode-option', `builtin-extensions-dir=${builtIn}`],
      options.folder,
    ],
    { env: ownEnvironment(home), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const port = await untilItListens(child, () => output);
  return {
    port,
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`,
    home,
    steering: new Steering(path.join(home, 'tmp')),
    output: () => output,
    extensionHost: () => extensionHostOf(child.pid ?? 0),
    crashExtensionHost: () => process.kill(extensionHostOf(child.pid ?? 0), 'SIGKILL'),
    kill: () => {
      for (const [pid] of familyOf(child.pid ?? 0)) killUnlessEnded(Number(pid));
    },
    holdEngine: () => {
      const [pid] = familyOf(child.pid ?? 0).find(([, , args]) => args.endsWith('engine.js')) ?? [];
      if (pid === undefined) throw new Error('There is no engine.');
      process.kill(Number(pid), 'SIGSTOP');
      return () => process.kill(Number(pid), 'SIGCONT');
    },
    stop: async () => {
      await end(child);
      if (options.home !== undefined) return;
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
      // An extension host that ends last may make its temporary folder once more.
      process.once('exit', () => rmSync(home, { recursive: true, force: true }));
    },
  };
}

async function linkCheckout(extensions: string): Promise<void> {
  const link = path.join(extensions, 'showtell.showtell-0.1.0');
  if (!existsSync(link)) await symlink(process.cwd(), link);
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

/** @returns the port, which the system chose: of workbenches that start at the same time, each gets its own */
async function untilItListens(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`code-server ${why}:\n${output()}`));
    const limit = setTimeout(() => fail('did not start within two minutes'), 120_000);
    const check = (): void => {
      const [, port] = /HTTP server listening on \S+:(\d+)\//.exec(output()) ?? [];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(Number(port));
    };
    child.stdout?.on('data', check);
    child.on('exit', (code) => fail(`ended with status ${code}`));
  });
}

/** A process and those that it started, themselves and through others: number, parent's number and command line. */
function familyOf(ancestor: number): string[][] {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = list.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)?.slice(1) ?? ['', '', '']);
  const family = new Set([String(ancestor)]);
  // Parents are older and have the lower number; where numbers began anew, another round finds them.
  for (let round = 0; round < 5; round++) for (const [pid, parent] of all) if (family.has(parent)) family.add(pid);
  return all.filter(([pid]) => family.has(pid));
}

/** Others of its family may have ended with the first. */
function killUnlessEnded(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** The process id of the extension host that a code-server has started. */
function extensionHostOf(ancestor: number): number {
  const family = familyOf(ancestor);
  const [host] = family.find(([, , args]) => args.includes('--type=extensionHost')) ?? [];
  if (host === undefined) throw new Error(`code-server (${ancestor}) has no extension host:\n${family.join('\n')}`);
  return Number(host);
}

/** code-server ends what it started, and the extension hosts end with it. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
