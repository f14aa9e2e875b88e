import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const kilobyte = 1024;

describe('a dataset', () => {
  const dataset = useDataset([]);

  describe('on a disk that fills up', () => {
    const ballast = (): string => path.join(dataset.folder, 'ballast');
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, at) => `{"file_name":"${at}.jpg","text":"a caption of some words"}\n`).join('');
    const longest = rows(1_000);
    let outside = '';

    beforeEach(function () {
      outside = dataset.folder;
      const disk = path.join(outside, 'disk');
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
        dataset.folder = disk;
      } catch {
        this.skip(); // no small file system can be mounted here
      }
    });
    afterEach(async () => {
      if (dataset.folder === outside) return;
      await dataset.closeAll();
      // VS Code may look at it still.
      execFileSync('umount', ['--lazy', dataset.folder]);
      dataset.folder = outside;
    });

    /** Opens captions that have room on the disk, adds rows that have none, and saves. */
    const saveTooMuch = async (): Promise<void> => {
      dataset.write(rows(1));
      writeFileSync(ballast(), Buffer.alloc(220 * kilobyte));
      await dataset.open();
      const edit = new vscode.WorkspaceEdit();
      edit.replace(dataset.document.uri, new vscode.Range(0, 0, 1, 0), longest);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await dataset.document.save();
    };

    it('keeps its unsaved mark where only a part of it came to the disk', async () => {
      await saveTooMuch();
      assert.ok(dataset.saved.length < longest.length, 'the disk has only a part');
      await until('the document is dirty', () => dataset.document.isDirty);
      assert.equal(dataset.document.getText(), longest);
    });

    it('is on the disk as a whole once there is room and it is saved again', async () => {
      await saveTooMuch();
      await until('the document is dirty', () => dataset.document.isDirty);
      rmSync(ballast());
      await dataset.document.save();
      await until('all is on the disk', () => dataset.saved === longest);
    });

    it('is on the disk as a whole soon after there is room, without anybody doing anything', async () => {
      await saveTooMuch();
      await until('the document is dirty', () => dataset.document.isDirty);
      rmSync(ballast());
      await until('all is on the disk', () => dataset.saved === longest);
    });
  });
});
