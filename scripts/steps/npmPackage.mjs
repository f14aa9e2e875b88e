import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { noticesOf } from './notices.mjs';
import { packagedReadme } from './packagedReadme.mjs';
import { npm, root } from './process.mjs';
import { bundledPackages } from './shippedPackages.mjs';

const { buildsOf } = createRequire(import.meta.url)('../../esbuild.js');

/** What of the programs the command line needs. */
const programs = ['cli', 'engine', 'decoder', 'searchWorker'].map((name) => `dist/${name}.js`);
/** npm installs these beside it, for whichever system it is on. TensorFlow.js among them, as native TensorFlow has to find the same. */
const installed = ['@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-core', 'sharp'];
/** Whoever wants these installs them, too. */
const onRequest = ['@tensorflow/tfjs-node', 'onnxruntime-node'];

/**
 * Makes the command line as a package of npm, with the model and WebAssembly.
 * @param {string} out the folder that the .tgz goes into
 */
export async function makeNpmPackage(out) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'showtell-npm-'));
  try {
    for (const options of buildsOf(false).filter(({ outfile }) => programs.includes(outfile))) {
      const outfile = path.join(folder, options.outfile);
      await esbuild.build({ ...options, absWorkingDir: root, outfile, minify: true, sourcemap: false });
    }
    for (const name of ['models/flickr8k-attention', 'models/README.md', 'LICENSE', 'CHANGELOG.md'])
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(await bundledPackages()));
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    writeFileSync(path.join(folder, 'README.md'), packagedReadme(readme));
    writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
    mkdirSync(out, { recursive: true });
    const code = await npm(['pack', '--silent', '--pack-destination', out], { cwd: folder });
    if (code !== 0) throw new Error('The package for npm was not made; see above.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function manifest() {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const texts = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
  const versions = { ...own.dependencies, ...own.optionalDependencies };
  const of = (names) => Object.fromEntries(names.map((name) => [name, versions[name]]));
  const { name, version, license, keywords, bin } = own;
  return {
    ...{ name, version, description: texts.description, license, keywords, bin },
    engines: { node: own.engines.node },
    dependencies: of(installed),
    peerDependencies: of(onRequest),
    peerDependenciesMeta: Object.fromEntries(onRequest.map((one) => [one, { optional: true }])),
  };
}
