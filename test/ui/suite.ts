import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { OpenedFolder, savesWhenAsked } from './openedFolder';

/** How the tests of a suite begin. */
export interface Beginning {
  /** A part of the folder's name, and of the last picture's. */
  name: string;
  /** Puts into the folder what is in it from the beginning. */
  fill: (folder: string) => Promise<unknown>;
  /** Of VS Code. In a browser it saves by itself otherwise. */
  settings?: Record<string, unknown>;
  language?: string;
  /** How long a step waits for what it looks for, in milliseconds. */
  patience?: number;
  /** Each test goes on from the one before: after a failure, the next ones say nothing. */
  inSteps?: boolean;
}

/**
 * Opens a folder in a VS Code of its own before the tests of the suite that calls this, and closes it after them, with a
 * picture of how it looked at the end.
 * @param begin is called when VS Code is there
 */
export function withFolder(beginning: Beginning, begin: (opened: OpenedFolder) => void | Promise<void>): void {
  const { name, fill, settings = savesWhenAsked, language, patience = 60_000, inSteps = false } = beginning;
  let opened: OpenedFolder | undefined;
  if (inSteps) skipAfterFailure();
  before(async () => {
    opened = await OpenedFolder.open(name, fill, settings, language);
    opened.page.setDefaultTimeout(patience);
    await begin(opened);
  });
  after(async () => {
    if (opened) await takePicture(opened.page, `${name}-end`);
    await opened?.close();
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
export async function captionImages({ page }: OpenedFolder): Promise<CaptionEditor> {
  await runCommand(page, 'Caption Images in This Folder');
  return CaptionEditor.onScreen(page);
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
