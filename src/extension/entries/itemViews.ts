import type * as vscode from 'vscode';
import type { ChunkedList } from '../../dataset/list/chunkedList';
import type { Entry } from '../../dataset/list/entry';
import type { CaptionDocument } from '../document/captionDocument';
import type { SuggestionStore } from '../suggestions/suggestionStore';
import type { ItemView } from './entryMessages';
import { ImageAddresses } from './imageAddresses';
import { itemView } from './itemView';

/** Makes what one webview shows of entries, and knows how much of its typing is in them. */
export class ItemViews {
  private readonly acknowledged = new Map<string, number>();
  private readonly addresses: ImageAddresses;

  constructor(
    private readonly captions: CaptionDocument,
    private readonly suggestions: SuggestionStore,
    webview: vscode.Webview,
    /** Is called where an image has another address by now. */
    addressChanged: (imagePath: string) => void,
  ) {
    this.addresses = new ImageAddresses(webview, addressChanged);
  }

  /** The document holds this edit of the webview, or it was refused. */
  acknowledge(key: string, sequence: number): void {
    this.acknowledged.set(key, sequence);
  }

  /** Whether the document holds an edit of the webview, or a later one. */
  hasCome(key: string, sequence: number): boolean {
    return (this.acknowledged.get(key) ?? 0) >= sequence;
  }

  /** There is another image at this path now. */
  imageReplaced(imagePath: string): void {
    this.addresses.replaced(imagePath);
  }

  /** Where the webview can load an entry's image from; nothing if there is none to load. */
  imageUri(entry: Entry): string | undefined {
    const imagePath = this.captions.imagePath(entry);
    return imagePath === undefined ? undefined : this.addresses.of(imagePath);
  }

  /** The image of an address that the webview was told; nothing for any other. */
  imagePathOf(uri: string): string | undefined {
    return this.addresses.pathOf(uri);
  }

  /** What is shown of the entries at these places; of the selected one as a whole. */
  of(entries: ChunkedList<Entry>, indices: readonly number[], selected: number): ItemView[] {
    return indices.flatMap((index) => {
      const entry = entries.at(index);
      if (!entry) return [];
      const acknowledged = this.acknowledged.get(entry.key) ?? 0;
      const { captions, suggestions, addresses } = this;
      return [itemView(index, entry, captions, suggestions, addresses, acknowledged, index === selected)];
    });
  }
}
