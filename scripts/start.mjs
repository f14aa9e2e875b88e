import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { firstSteps } from './steps/firstSteps.mjs';
import { openInBrowser } from './steps/openInBrowser.mjs';
import { fail, has, root, run, say } from './steps/process.mjs';

/** Desktop VS Code needs a screen; as root it refuses to start without folders of its own. */
async function openOnDesktop(folder) {
  say(`opening ${folder} in VS Code …`);
  const asRoot = process.getuid?.() === 0;
  const rootFlags = asRoot ? ['--no-sandbox', `--user-data-dir=${path.join(root, '.cache', 'desktop')}`] : [];
  const extensions = [root, firstSteps].map((extension) => `--extensionDevelopmentPath=${extension}`);
  const status = await run('code', [...rootFlags, ...extensions, folder], { shell: process.platform === 'win32' });
  say('In the Explorer, right-click the folder: Caption Images in This Folder.');
  return status;
}

function hasDesktop() {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  return hasScreen && has('code', { shell: process.platform === 'win32' });
}

async function main() {
  const asked = process.argv[2];
  const folder = asked === undefined ? path.join(root, 'samples') : path.resolve(process.env.INIT_CWD ?? '.', asked);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error(`There is no folder ${folder}. Usage: npm start [-- FOLDER]`);
  }
  await setUp();
  process.exitCode = hasDesktop() ? await openOnDesktop(folder) : await openInBrowser(folder);
}

main().catch(fail);
