import { fork } from 'node:child_process';
import path from 'node:path';
import { root } from '../steps/process.mjs';

/** What loading the tests may take. */
const loadingLimit = 180_000;
/** What a run has noticed that went on for too long, or took its process with it. */
export const didNotEnd = 'they did not end by themselves';

/** A process with the tests of a file ({@link file://./runTests.mjs}), which is started when it is needed and again when it has ended. */
export class TestProcess {
  /** @type {Promise<import('node:child_process').ChildProcess | undefined> | undefined} */
  #started;

  /**
   * @param {string} folder the copy of the checkout with the faults
   * @param {string[]} tests
   * @param {number} fault one that is on already while the tests are loaded; 0 for none
   */
  constructor(folder, tests, fault = 0) {
    this.folder = folder;
    this.tests = tests;
    this.fault = fault;
  }

  /**
   * Runs the tests with a fault switched on.
   * @param {number} fault 0 for none
   * @param {number} limit in milliseconds: a run that takes far longer than without a fault has noticed it, too
   * @returns {Promise<string | undefined>} what was noticed; nothing where all passed
   */
  async failure(fault, limit) {
    if (hasEnded(await this.#started)) this.#started = undefined;
    const child = await (this.#started ??= this.#start());
    const said = child && (await answer(child, limit, () => child.send(fault)));
    return said ? said.failed : child ? didNotEnd : 'they could not be loaded';
  }

  async #start() {
    const program = path.join(root, 'scripts', 'mutate', 'runTests.mjs');
    const child = fork(program, this.tests, {
      cwd: this.folder,
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, SHOWTELL_FAULT: String(this.fault) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return (await answer(child, loadingLimit)) === undefined ? undefined : child;
  }

  /** Ends it; the next run starts anew. */
  async end() {
    const child = await this.#started;
    this.#started = undefined;
    if (child) await ended(child);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} limit
 * @param {() => void} ask
 * @returns {Promise<any>} what it says next; nothing where it ends or is ended first, as it took too long
 */
function answer(child, limit, ask = () => undefined) {
  return new Promise((resolve) => {
    const settle = (said) => {
      clearTimeout(timer);
      child.off('message', settle).off('exit', gone).off('error', gone);
      resolve(said);
    };
    const gone = () => settle(undefined);
    const timer = setTimeout(() => ended(child), limit);
    child.on('message', settle).on('exit', gone).on('error', gone);
    ask();
  });
}

function hasEnded(child) {
  return child === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function ended(child) {
  if (hasEnded(child)) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
