import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { installPackages, offlineEnvironment } from '../harness/pythonPackages';

const run = promisify(execFile);

/** Hugging Face's library, and other programs that read what is exported: all that tests read datasets with is installed once. */
export const readers = [
  ...['datasets==5.2.0', 'Pillow==13.0.0', 'pandas==3.1.1', 'polars==2.1.0', 'duckdb==2.0.1'],
  ...['webdataset==1.0.2', 'pycocotools==2.0.11'],
];

// The program gets the folder and the cache as arguments and prints one JSON document.
const program = `
import json, sys
from datasets import load_dataset
loaded = load_dataset("imagefolder", data_dir=sys.argv[1], split="train", cache_dir=sys.argv[2])
rows = []
for row in loaded:
    image = row.pop("image")
    rows.append({"row": row, "width": image.width, "height": image.height})
print(json.dumps({"columns": {name: str(kind) for name, kind in loaded.features.items()}, "rows": rows}, default=str))
`;

const answer = z.object({
  columns: z.record(z.string(), z.string()),
  rows: z.array(z.object({ row: z.record(z.string(), z.unknown()), width: z.number(), height: z.number() })),
});

/** What Hugging Face `datasets` makes of a folder: its columns with their types, and each row with its decoded image. */
export type LoadedImageFolder = z.infer<typeof answer>;

/**
 * Loads a folder with `load_dataset("imagefolder")`, as a person would, and decodes every image of it.
 * The first call installs the Python packages into the cache folder of the checkout; that takes about half a minute.
 * @throws Error with Python's message if the folder does not load, or with the reason if Python is not there
 */
export async function loadImageFolder(folder: string): Promise<LoadedImageFolder> {
  const python = await installPackages(readers);
  const cache = await mkdtemp(join(tmpdir(), 'showtell-datasets-'));
  try {
    const { stdout } = await run(python.command, ['-c', program, resolve(folder), cache], {
      env: offlineEnvironment(python.env, cache),
      maxBuffer: 1 << 28,
    });
    return answer.parse(JSON.parse(stdout));
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}
