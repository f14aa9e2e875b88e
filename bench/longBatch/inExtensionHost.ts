import { linkSync, mkdirSync, readFileSync, existsSync, cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from '../../test/harness/browser';
import { OpenedFolder } from '../../test/ui/openedFolder';
import { captionImages } from '../../test/ui/suite';
import { marksUntil, residentMb, type Mark } from './mark';

/** *Suggest Captions for All* in a real VS Code, on so many images of different names: each is encoded. */
export async function* inExtensionHost(images: readonly string[], suggestions: number): AsyncGenerator<Mark> {
  const opened = await OpenedFolder.open('long-batch', (folder) => Promise.resolve(fill(folder, images, suggestions)));
  try {
    await captionImages(opened);
    const host = opened.workbench.extensionHost();
    await runCommand(opened.page, 'Suggest Captions for All');
    for (const until of marksUntil(suggestions)) {
      let done = 0;
      while ((done = rowsIn(path.join(opened.folder, 'metadata.jsonl'))) < until) await delay(250);
      yield { done, residentMb: residentMb(host) };
    }
  } finally {
    await opened.close();
  }
}

function fill(folder: string, images: readonly string[], count: number): void {
  mkdirSync(path.join(folder, 'images'));
  for (const [at, image] of images.entries()) cpSync(image, path.join(folder, 'images', `${at}.jpg`));
  for (let at = images.length; at < count; at++)
    linkSync(path.join(folder, 'images', `${at % images.length}.jpg`), path.join(folder, 'images', `${at}.jpg`));
}

function rowsIn(file: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}
