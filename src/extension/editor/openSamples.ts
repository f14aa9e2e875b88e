import * as vscode from 'vscode';

/** A folder of images, in the extension and where it is copied to. */
const folderName = 'showtell-samples';

/**
 * Copies the sample photographs to where the person wants them, and opens them: the extension's own folder goes with its
 * next version. A copy that is there already is opened as it is.
 * @param open opens a folder of images
 */
export async function openSamples(
  extensionUri: vscode.Uri,
  open: (folder: vscode.Uri) => Promise<void>,
): Promise<void> {
  const target = await chooseTarget();
  if (!target) return;
  const samples = vscode.Uri.joinPath(extensionUri, 'samples');
  await vscode.workspace.fs.createDirectory(target);
  for (const [name, type] of await vscode.workspace.fs.readDirectory(samples)) {
    // What was decided on the samples of this checkout is not the person's.
    if (type !== vscode.FileType.File || !/\.(jpg|md)$/.test(name)) continue;
    await copyIfMissing(vscode.Uri.joinPath(samples, name), vscode.Uri.joinPath(target, name));
  }
  await open(target);
}

async function chooseTarget(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: vscode.workspace.workspaceFolders?.at(0)?.uri,
    title: vscode.l10n.t('Where to put a folder “{0}” with 16 photographs', folderName),
    openLabel: vscode.l10n.t('Copy Samples Here'),
  });
  const [parent] = chosen ?? [];
  return parent && vscode.Uri.joinPath(parent, folderName);
}

async function copyIfMissing(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.copy(from, to, { overwrite: false });
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileExists') throw error;
  }
}
