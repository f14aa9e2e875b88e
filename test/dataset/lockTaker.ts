/** A process that takes a lock whenever it is told to, and says whether it got it. */
import { lockFolder, type Lock } from '../../src/dataset/files/folderLock';

let lock: Lock | undefined;

process.on('message', (folder: string | undefined) => {
  void (async () => {
    await lock?.release();
    lock = folder === '' || folder === undefined ? undefined : await lockFolder(folder);
    process.send?.(lock !== undefined);
  })();
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
