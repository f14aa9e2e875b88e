import assert from 'node:assert/strict';
import { keepPicture, takePicture } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { OpenedFolder, type WantedWindow } from './openedFolder';
import { SharedBrowser } from './sharedBrowser';
import { SharedWindow } from './sharedWindow';

/** How the tests of a suite begin; the last picture has the folder's name, too. */
export interface Beginning extends WantedWindow {
  /** Where the suite crashes VS Code, changes its page, or is about the folder of the workspace. */
  ownWindow?: boolean;
  /** How long a step waits for what it looks for, in milliseconds. */
  patience?: number;
  /** Each test goes on from the one before: after a failure, the next ones say nothing. */
  inSteps?: boolean;
}

/**
 * Opens a folder before the tests of the suite that calls this, and closes it after them, with a
 * picture of how it looked at the end.
 * @param begin is called when VS Code is there
 */
export function withFolder(beginning: Beginning, begin: (opened: OpenedFolder) => void | Promise<void>): void {
  const { name, patience = 60_000, inSteps = false, ownWindow = false } = beginning;
  let opened: OpenedFolder | undefined;
  if (inSteps) skipAfterFailure();
  before(async function () {
    const browser = await SharedBrowser.get((close) => whole(this.test?.parent).afterAll(close));
    opened = await (ownWindow ? OpenedFolder : SharedWindow).open(browser, beginning);
    opened.page.setDefaultTimeout(patience);
    await begin(opened);
  });
  after(async function () {
    const hasFailed = this.test?.parent?.tests.some(({ state }) => state === 'failed');
    if (opened) await (hasFailed ? keepPicture : takePicture)(opened.page, `${name}-end`);
    await opened?.close();
    if (hasFailed && !ownWindow) await SharedWindow.close();
  });
}

/** The same, with the editor open on the folder's images. */
export function withEditor(
  beginning: Beginning,
  begin: (opened: OpenedFolder, editor: CaptionEditor) => void | Promise<void>,
): void {
  withFolder(beginning, async (opened) => begin(opened, await captionImages(opened)));
}

/** Opens the editor on the images of an open folder. */
export async function captionImages(opened: OpenedFolder): Promise<CaptionEditor> {
  await opened.openCaptions();
  return CaptionEditor.onScreen(opened.page);
}

/** What a suite is a part of; its hooks run after those of all suites. */
function whole(suite: Mocha.Suite | undefined): Mocha.Suite {
  assert.ok(suite);
  return suite.parent ? whole(suite.parent) : suite;
}

/** (Mocha's own bail would also skip all after a failure elsewhere.) */
function skipAfterFailure(): void {
  let lost = false;
  beforeEach(function () {
    if (lost) this.skip();
  });
  afterEach(function () {
    lost ||= this.currentTest?.state === 'failed';
  });
}
