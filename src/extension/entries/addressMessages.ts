/** The address of an image also says whether, and how, a browser shows its file otherwise than the captioner sees it. */
import * as z from 'zod/mini';
import { differences, type Difference } from '../../engine/images/shownOtherwise/difference';

// No character of it is one that VS Code would write otherwise in an address.
const mark = 'otherwise-';
const differenceSchema = z.enum(differences);

/** What an address says behind its `#`, which no server gets to see. */
export function asFragment(difference: Difference | undefined): string {
  return difference === undefined ? '' : mark + difference;
}

/** How the file at an address is shown otherwise; nothing where it is not. */
export function differenceAt(uri: string): Difference | undefined {
  const at = uri.indexOf(`#${mark}`);
  return at < 0 ? undefined : differenceSchema.safeParse(uri.slice(at + 1 + mark.length)).data;
}
