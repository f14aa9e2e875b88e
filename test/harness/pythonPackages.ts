import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const command = process.platform === 'win32' ? 'python' : 'python3';
/** What PyPI has as source alone. */
const withoutWheel = 'pyspark';

/**
 * Python with some packages of PyPI, kept in the cache folder of the checkout for the next run.
 * @param packages with their versions: `name==1.0`
 * @param withDependencies or only these, where some that they name are needed by none of what is run
 * @returns the command, and what its environment needs
 * @throws Error if Python is not there, or pip cannot install the packages
 */
export async function installPackages(
  packages: readonly string[],
  withDependencies = true,
): Promise<{ command: string; env: NodeJS.ProcessEnv }> {
  const home = await homeOf(packages);
  if (!(await isThere(home))) await install(withDependencies ? packages : ['--no-deps', ...packages], home);
  return { command, env: { PYTHONPATH: home } };
}

/**
 * Whether packages may be installed that bring gigabytes, or take minutes: where somebody asks for it with SHOWTELL_LARGE_PACKAGES=1, or has
 * done so before. A test that needs them is left out elsewhere.
 */
export async function mayInstallLarge(packages: readonly string[]): Promise<boolean> {
  return process.env.SHOWTELL_LARGE_PACKAGES === '1' || (await isThere(await homeOf(packages)));
}

/** Where packages are kept. @throws Error if Python is not there */
async function homeOf(packages: readonly string[]): Promise<string> {
  const { stdout: version } = await run(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']).catch(
    (error: unknown) => {
      throw new Error(`This test needs ${command} (3.10 or later) on the PATH.`, { cause: error });
    },
  );
  return resolve('.cache', `${folderName(packages)}-python${version.trim()}`);
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined)) !== undefined;
}

/** Systems take names of no more than 255 letters. */
function folderName(packages: readonly string[]): string {
  const all = packages.join('-').replaceAll('==', '-');
  return all.length < 160 ? all : `${all.slice(0, 60)}-${createHash('sha256').update(all).digest('hex').slice(0, 16)}`;
}

/** The environment in which Hugging Face's libraries ask nothing of the network. @param cache a folder for what they keep */
export function offlineEnvironment(env: NodeJS.ProcessEnv, cache: string): NodeJS.ProcessEnv {
  const offline = { HF_HUB_OFFLINE: '1', HF_HOME: cache, HF_DATASETS_DISABLE_PROGRESS_BARS: '1' };
  return { ...process.env, ...env, ...offline };
}

/**
 * Installs the packages beside each other into one folder rather than into a virtual environment: a Debian without the
 * package python3-venv cannot make one that has pip, and this needs no more than pip itself.
 */
async function install(packages: readonly string[], home: string): Promise<void> {
  const unfinished = `${home}.${process.pid}`;
  const options = [
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--only-binary=:all:',
    `--no-binary=${withoutWheel}`,
    // Python does so of the few modules that it loads: to compile all takes as long as all else.
    '--no-compile',
  ];
  try {
    await run(command, ['-m', 'pip', 'install', ...options, '--target', unfinished, ...packages], {
      maxBuffer: 1 << 26,
    });
    // Another process may have installed them meanwhile.
    await rename(unfinished, home).catch(async (error: unknown) => {
      if (!(await isThere(home))) throw error;
    });
  } catch (error) {
    throw new Error(`pip could not install ${packages.join(' and ')}: ${String(error)}`, { cause: error });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
