import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from './process.mjs';

const { buildsOf } = createRequire(import.meta.url)('../../esbuild.js');

/** @typedef {{ name: string, version: string, license: string, folder: string }} ShippedPackage somebody else's, in our package */

/**
 * What esbuild puts into the programs of the package, and what it copies beside them.
 * @returns {Promise<ShippedPackage[]>}
 */
export async function bundledPackages() {
  const folders = new Set([path.join(root, 'node_modules', '@tensorflow', 'tfjs-backend-wasm')]);
  for (const options of buildsOf(true)) {
    const { metafile } = await esbuild.build({ ...options, absWorkingDir: root, write: false, metafile: true });
    const used = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs));
    for (const input of used) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(input);
      if (found) folders.add(path.resolve(root, found[1]));
    }
  }
  return packagesIn([...folders]);
}

/**
 * The packages in a folder of modules.
 * @param {string} modules
 * @returns {ShippedPackage[]}
 */
export function installedPackages(modules) {
  const folders = readdirSync(modules).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(path.join(modules, name)).map((scoped) => path.join(modules, name, scoped))
      : [path.join(modules, name)],
  );
  const nested = folders.map((folder) => path.join(folder, 'node_modules')).filter((folder) => existsSync(folder));
  return [...packagesIn(folders), ...nested.flatMap(installedPackages)];
}

function packagesIn(folders) {
  return folders
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .map((folder) => {
      const { name, version, license = '' } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      return { name, version, license, folder };
    });
}
