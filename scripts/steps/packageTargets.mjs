/**
 * A kind of system that VS Code has packages for.
 * @typedef {{ os: string, cpu: string, libc?: 'glibc' | 'musl', hasOnnxRuntime: boolean }} PackageTarget what npm calls it, and
 * whether there is an ONNX Runtime for it: not for musl, and not for Macs with Intel's processors
 */

/**
 * Those that packages are made for, by VS Code's names.
 * @type {Readonly<Record<string, PackageTarget>>}
 */
export const packageTargets = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', hasOnnxRuntime: true },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', hasOnnxRuntime: true },
  'alpine-x64': { os: 'linux', cpu: 'x64', libc: 'musl', hasOnnxRuntime: false },
  'win32-x64': { os: 'win32', cpu: 'x64', hasOnnxRuntime: true },
  'win32-arm64': { os: 'win32', cpu: 'arm64', hasOnnxRuntime: true },
  'darwin-x64': { os: 'darwin', cpu: 'x64', hasOnnxRuntime: false },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', hasOnnxRuntime: true },
};

/** The environment variable that tells `scripts/prepublish.mjs` which of them `dist/` is for; without it, for all systems. */
export const targetVariable = 'SHOWTELL_PACKAGE_TARGET';

/**
 * @param {string} name
 * @throws Error naming those that there are
 */
export function packageTarget(name) {
  if (name in packageTargets) return packageTargets[name];
  const known = Object.keys(packageTargets).join(', ');
  throw new Error(
    `There is no package for "${name}". There are: ${known}; and without --target the one for all systems.`,
  );
}
