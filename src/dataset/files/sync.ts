import { open } from 'node:fs/promises';
import { errorCode } from './fileError';

/**
 * Waits until what was made, renamed or deleted in a folder is on the disk: only then does it outlast a power cut. Where the system
 * knows no such thing for folders (Windows, some network disks), it is done already or cannot be had.
 * @throws the error of the disk
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!/^(EISDIR|EPERM|EACCES|EINVAL|ENOTSUP|ENOSYS|EBADF)$/.test(errorCode(error))) throw error;
  }
}

/** Writes a new file and waits until its bytes are on the disk. @throws the error of the file system */
export async function writeSynced(path: string, data: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}
