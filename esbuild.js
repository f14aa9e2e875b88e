const { cpSync, mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
/**
 * TensorFlow.js has to be one instance in a process. In a checkout native TensorFlow brings its own, so all of it is
 * found at run time; the package that is installed has no native TensorFlow, so the rest goes into the bundle.
 */
const external = (forPackage) => [
  'vscode',
  'sharp',
  'onnxruntime-node',
  'onnxruntime-node/*',
  forPackage ? '@tensorflow/tfjs-node' : '@tensorflow/*',
];

const logLevel = watch ? 'info' : 'warning';

/** @returns {import('esbuild').BuildOptions} */
const shared = (forPackage) => ({
  bundle: true,
  sourcemap: !forPackage,
  minify: forPackage,
  legalComments: forPackage ? 'linked' : 'inline',
  logLevel,
  external: external(forPackage),
  target: 'es2023',
});

const programs = {
  extension: 'src/extension/extension.ts',
  searchWorker: 'src/dataset/replace/searchWorker.ts',
  engine: 'src/engine/main.ts',
  decoder: 'src/engine/images/decoder.ts',
  cli: 'src/cli/showtell.ts',
};

/**
 * All that is built.
 * @param {boolean} forPackage as it goes into the package
 * @returns {import('esbuild').BuildOptions[]}
 */
const buildsOf = (forPackage) => [
  ...Object.entries(programs).map(([name, source]) => nodeProgram(name, source, forPackage)),
  {
    ...shared(forPackage),
    platform: 'browser',
    format: 'iife',
    entryPoints: ['main', 'statistics/statistics', 'report/report', 'comparison/comparison'].flatMap((name) => [
      `src/webview/${name}.ts`,
      `src/webview/${name}.css`,
    ]),
    outbase: 'src/webview',
    outdir: 'dist/webview',
  },
];

/** @returns {import('esbuild').BuildOptions} */
function nodeProgram(name, source, forPackage) {
  return {
    ...shared(forPackage),
    platform: 'node',
    format: 'cjs',
    // What is outside the bundle and imported late is required: Node would read all of it for its exports first.
    supported: { 'dynamic-import': false },
    entryPoints: [source],
    outfile: `dist/${name}.js`,
  };
}

async function main() {
  process.chdir(__dirname);
  copyWasm();
  writeFileSync('dist/variant', production ? 'production' : 'development');
  const builds = buildsOf(production);
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    return;
  }
  // What can be built is built, also when another part cannot; esbuild has shown why.
  const results = await Promise.allSettled(builds.map((options) => esbuild.build(options)));
  if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
}

/** The WASM backend's own files, which the engine names by path. */
function copyWasm() {
  const from = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  mkdirSync('dist/wasm', { recursive: true });
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    cpSync(path.join(from, 'dist', file), path.join('dist', 'wasm', file));
  }
}

module.exports = { buildsOf };

if (require.main === module) {
  main().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
