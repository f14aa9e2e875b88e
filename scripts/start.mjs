import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { cacheFolder } from './steps/cacheFolder.mjs';
import { has, root, run, say } from './steps/process.mjs';
import { installCodeServer } from './steps/workbench.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'samples'));
if (!existsSync(folder) || !statSync(folder).isDirectory()) {
  console.error(`There is no folder ${folder}. Usage: npm start [-- FOLDER]`);
  process.exit(2);
}
await setUp();
if (has('code')) {
  say(`opening ${folder} in VS Code …`);
  process.exit(await run('code', [`--extensionDevelopmentPath=${root}`, folder]));
}
await openInBrowser();

/** VS Code in a browser, with folders of its own and this checkout as its one extension. */
async function openInBrowser() {
  const { node, entry } = await installCodeServer();
  const home = cacheFolder('workbench');
  const extensions = path.join(home, 'extensions');
  mkdirSync(path.join(home, 'data', 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  linkCheckout(extensions);
  const settings = path.join(home, 'data', 'User', 'settings.json');
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(firstSettings, undefined, 2));
  writeFileSync(path.join(home, 'config.yaml'), 'cert: false\n');

  const port = await freePort(Number(process.env.PORT ?? 8417));
  const child = spawn(
    node,
    [
      ...[entry, '--config', path.join(home, 'config.yaml'), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
      ...['--user-data-dir', path.join(home, 'data'), '--extensions-dir', extensions],
      ...['--session-socket', path.join(home, `session-${port}.sock`), '--disable-telemetry', '--disable-update-check'],
      ...['--disable-workspace-trust', folder],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child.stdout.on('data', (chunk) => {
    if (!chunk.toString().includes('HTTP server listening')) return;
    say(`desktop VS Code is not on the PATH, so VS Code runs in your browser. Open`);
    console.log(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    say('In the Explorer, right-click the folder: Caption Images in This Folder. Ctrl+C here ends VS Code.');
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
}

const firstSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};

function linkCheckout(extensions) {
  const link = path.join(extensions, 'showtell.showtell-0.1.0');
  if (!existsSync(link)) symlinkSync(root, link);
}

/** The wanted port, or another one if it is taken. */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) =>
      error.code === 'EADDRINUSE' && wanted !== 0 ? freePort(0).then(resolve, reject) : reject(error),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
