import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { bundleFolder, copyBundle } from '../../captioner/bundle/copyBundle';
import { descriptionFile, descriptionText, readBundleDescription } from '../../captioner/bundle/description';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { figuresOnly, reportFile, reportText } from '../../engine/protocol/fineTuneProtocol';
import { readReport, type ReportPages } from '../fineTune/reportPage';
import type { Model, ModelLibrary } from '../models/modelLibrary';

/** What can be done with models beside choosing one. Each names what is wrong, and leaves everything as it was then. */
export class ModelActions {
  constructor(
    private readonly models: ModelLibrary,
    private readonly reports: ReportPages,
  ) {}

  /** Whether a model is one of those in the extension's own storage, which may be renamed and deleted. */
  isOwn({ directory }: Pick<Model, 'directory'>): boolean {
    return path.dirname(directory) === this.models.ownFolder;
  }

  /** @throws Error if the name is blank or the model is not one of one's own */
  async rename(directory: string, name: string): Promise<void> {
    if (name.trim() === '') throw new Error(vscode.l10n.t('A model needs a name.'));
    this.assertOwn(directory);
    const file = path.join(directory, descriptionFile);
    const renamed = { ...(await readBundleDescription(directory)), name: name.trim() };
    await writeFileAtomically(file, Buffer.from(descriptionText(renamed)));
    this.models.renamed();
  }

  /**
   * Copies a model into a folder, for others: of its report the figures, but no image, caption or path of the dataset.
   * @returns where it is then
   * @throws Error if something of its name is there
   */
  async exportTo(directory: string, folder: string): Promise<string> {
    const to = path.join(folder, path.basename(directory));
    await copyBundle(directory, to, await sharedReport(directory));
    return to;
  }

  /**
   * Copies a model that somebody exported into the library: what makes it one, and the figures of its report.
   * @throws BundleError if it is none, or damaged; Error if it is there already
   */
  async importFrom(directory: string): Promise<string> {
    const to = bundleFolder(this.models.ownFolder, await readBundleDescription(directory));
    await copyBundle(directory, to, await sharedReport(directory));
    return to;
  }

  /** Moves a model to the trash where there is one. @throws Error if it is in use or not one's own */
  async remove(directory: string): Promise<void> {
    this.assertOwn(directory);
    if (this.models.chosenDirectory === directory)
      throw new Error(vscode.l10n.t('This model suggests captions now. Choose another one first.'));
    const uri = vscode.Uri.file(directory);
    try {
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
    } catch {
      // Remote hosts and many servers have no trash.
      await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
    }
  }

  async showReport({ directory, description }: Model): Promise<void> {
    await this.reports.show(directory, description.name);
  }

  private assertOwn(directory: string): void {
    if (!this.isOwn({ directory }))
      throw new Error(vscode.l10n.t('Only models that were fine-tuned or imported here can be changed.'));
  }
}

/** Bytes of all files in a folder, and below. */
export async function diskUse(directory: string): Promise<number> {
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A number of bytes in words: "23.4 MB". */
export function sizeText(bytes: number): string {
  return vscode.l10n.t('{0} MB', (bytes / 1e6).toFixed(1));
}

/** The report of a model that leaves here or comes here. One that cannot be read may tell anything. */
async function sharedReport(directory: string): Promise<Record<string, string>> {
  const report = await readReport(directory).catch(() => undefined);
  return report ? { [reportFile]: reportText(figuresOnly(report)) } : {};
}
