import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addModules } from '../../scripts/steps/modulesToShip.mjs';
import { noticesOf } from '../../scripts/steps/notices.mjs';
import { packageTarget, packageTargets } from '../../scripts/steps/packageTargets.mjs';
import { installedPackages } from '../../scripts/steps/shippedPackages.mjs';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

/** What is native in the package of each kind of system, the numbers of versions apart. */
const expected: Record<string, string[]> = {
  'linux-x64': [
    '@img/sharp-libvips-linux-x64/lib/libvips-cpp.so',
    '@img/sharp-linux-x64/lib/sharp-linux-x64.node',
    'onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so',
    'onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node',
  ],
  'linux-arm64': [
    '@img/sharp-libvips-linux-arm64/lib/libvips-cpp.so',
    '@img/sharp-linux-arm64/lib/sharp-linux-arm64.node',
    'onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so',
    'onnxruntime-node/bin/napi-v6/linux/arm64/onnxruntime_binding.node',
  ],
  'alpine-x64': [
    '@img/sharp-libvips-linuxmusl-x64/lib/libvips-cpp.so',
    '@img/sharp-linuxmusl-x64/lib/sharp-linuxmusl-x64.node',
  ],
  'win32-x64': [
    '@img/sharp-win32-x64/lib/libvips-42.dll',
    '@img/sharp-win32-x64/lib/libvips-cpp.dll',
    '@img/sharp-win32-x64/lib/sharp-win32-x64.node',
    'onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
    'onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime_binding.node',
  ],
  'win32-arm64': [
    '@img/sharp-win32-arm64/lib/libvips-42.dll',
    '@img/sharp-win32-arm64/lib/libvips-cpp.dll',
    '@img/sharp-win32-arm64/lib/sharp-win32-arm64.node',
    'onnxruntime-node/bin/napi-v6/win32/arm64/onnxruntime.dll',
    'onnxruntime-node/bin/napi-v6/win32/arm64/onnxruntime_binding.node',
  ],
  'darwin-x64': [
    '@img/sharp-darwin-x64/lib/sharp-darwin-x64.node',
    '@img/sharp-libvips-darwin-x64/lib/libvips-cpp.dylib',
  ],
  'darwin-arm64': [
    '@img/sharp-darwin-arm64/lib/sharp-darwin-arm64.node',
    '@img/sharp-libvips-darwin-arm64/lib/libvips-cpp.dylib',
    'onnxruntime-node/bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib',
    'onnxruntime-node/bin/napi-v6/darwin/arm64/onnxruntime_binding.node',
  ],
};

describe('The package of a kind of system', () => {
  const folder = useTemporaryFolder();

  for (const target of Object.keys(packageTargets)) {
    it(`has what is native there and nothing of another one: ${target}`, async function () {
      this.timeout(120_000);
      const modules = path.join(folder.path, target);
      await addModules(modules, packageTarget(target));
      const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((file) =>
        file.replaceAll('\\', '/'),
      );
      const native = files.filter((file) => /\.(node|dylib|dll)$|\.so(\.[\d.]+)?$/u.test(file));
      assert.deepEqual(native.map(withoutVersion).sort(), expected[target]);
      assert.ok(
        files.some((file) => file.endsWith('.wasm')),
        'without the WebAssembly that sharp falls back to',
      );
      assert.deepEqual(
        files.filter((file) => /\.(map|d\.ts|h)$/u.test(file)),
        [],
      );

      const notices = noticesOf(installedPackages(modules));
      for (const { name, version } of installedPackages(modules))
        assert.ok(notices.includes(`\n${name} ${version} (`), `${name} ships without a notice`);
      assert.match(notices, /LESSER GENERAL PUBLIC LICENSE/);
      assert.match(notices, /fontconfig/);
      if (native.some((file) => file.includes('onnxruntime')))
        assert.match(notices, /onnxruntime-node [\d.]+ \(MIT\)[^=]*Copyright \(c\) Microsoft Corporation[^]*Eigen/);
    });
  }

  it('names those that there are when another one is asked for', () => {
    assert.throws(
      () => packageTarget('solaris-sparc'),
      /no package for "solaris-sparc"\. There are: linux-x64, linux-arm64/,
    );
  });

  it('has the notices of the version of ONNX Runtime that the checkout installs', () => {
    const { version } = JSON.parse(readFileSync('node_modules/onnxruntime-node/package.json', 'utf8')) as {
      version: string;
    };
    assert.ok(readdirSync('scripts/licences').includes(`onnxruntime-node-${version}`));
  });
});

function withoutVersion(file: string): string {
  return file.replace(/[-.]\d+(\.\d+)+(?=\.(node|dylib|dll)$)/u, '').replace(/\.so[.\d]*$/u, '.so');
}
