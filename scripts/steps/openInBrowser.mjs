import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { firstSteps } from './firstSteps.mjs';
import { root, say } from './process.mjs';
import { installCodeServer } from './workbench.mjs';

const usualPort = 8417;
const firstSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
};

/**
 * VS Code in a browser, with folders of its own and this checkout as its extension, until Ctrl+C.
 * @param {string} folder what is opened
 * @returns {Promise<number>} the exit status
 */
export async function openInBrowser(folder) {
  const { node, entry } = await installCodeServer();
  // Of this checkout alone, so that two clones do not show each other's extension.
  const home = path.join(root, '.cache', 'workbench');
  const data = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  linkExtensions(extensions, [root, firstSteps]);
  const settings = path.join(data, 'User', 'settings.json');
  if (!existsSync(settings)) writeFileSync(settings, `${JSON.stringify(firstSettings, undefined, 2)}\n`);
  writeFileSync(path.join(home, 'config.yaml'), 'cert: false\n');

  const port = await freePort(Number(process.env.PORT ?? usualPort));
  const child = spawn(
    node,
    [
      ...[entry, '--config', path.join(home, 'config.yaml'), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
      ...['--user-data-dir', data, '--extensions-dir', extensions],
      // The path of a socket may have about a hundred characters only; a checkout's may be longer.
      ...['--session-socket', path.join(os.tmpdir(), `showtell-${process.pid}.sock`)],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', folder],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: ownEnvironment() },
  );
  const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  report(child, path.join(home, 'code-server.log'), () => {
    say('desktop VS Code is not here (no "code" on the PATH, or no screen), so VS Code runs in your browser. Open');
    console.log(`\n    ${address}\n`);
    say('There, right-click in the Explorer: Caption Images in This Folder. Ctrl+C here ends it.');
  });
  let interrupted = false;
  const interrupt = (signal) => {
    interrupted = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  return new Promise((resolve) => child.on('exit', (code) => resolve(interrupted ? 0 : (code ?? 1))));
}

/**
 * In a terminal of VS Code the first are set, and code-server would take that VS Code for its own parent. A PORT it would take in
 * place of the free one that it is told.
 */
function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_.*|PORT)$/.test(name)));
}

/** What code-server says goes into a file, and is shown only if it does not start. */
function report(child, logFile, onListening) {
  writeFileSync(logFile, '');
  let output = '';
  let listening = false;
  const read = (chunk) => {
    writeFileSync(logFile, chunk, { flag: 'a' });
    if (listening) return;
    output += chunk.toString();
    if (!output.includes('HTTP server listening')) return;
    listening = true;
    onListening();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.on('exit', (code) => {
    if (!listening) say(`VS Code did not start (status ${code}):\n${output}`);
  });
}

/**
 * Installed extensions, not ones under development: only those keep unsaved work over a restart.
 * @param {string} extensions
 * @param {readonly string[]} folders of the extensions
 */
function linkExtensions(extensions, folders) {
  // VS Code keeps a list of what it found there before; without it, it looks again.
  rmSync(path.join(extensions, 'extensions.json'), { force: true });
  mkdirSync(extensions, { recursive: true });
  for (const folder of folders) {
    const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const link = path.join(extensions, `${publisher}.${name}-${version}`);
    rmSync(link, { force: true });
    symlinkSync(folder, link);
  }
}

/**
 * @param {number} wanted
 * @returns {Promise<number>} that port, or another one if it is taken
 */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE' && wanted !== 0) freePort(0).then(resolve, reject);
      else reject(error);
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
}
