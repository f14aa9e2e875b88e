import * as vscode from 'vscode';
import { asFragment } from './addressMessages';
import { ImageDifferences } from './imageDifferences';

/** The page asks by its address for the picture of an image that it shows, or has shown a moment ago. */
const mostKept = 2_000;

/** Where a webview loads images from. An image that was replaced has a new address, or its old picture would stay. */
export class ImageAddresses {
  private readonly versions = new Map<string, number>();
  private readonly paths = new Map<string, string>();
  private readonly differences: ImageDifferences;

  /** @param changed is called where an image has another address by now, as it turned out how its file is shown */
  constructor(
    private readonly webview: vscode.Webview,
    changed: (imagePath: string) => void,
  ) {
    this.differences = new ImageDifferences(changed);
  }

  of(imagePath: string): string {
    const version = this.versions.get(imagePath);
    const address = this.webview
      .asWebviewUri(vscode.Uri.file(imagePath))
      .with({
        query: version === undefined ? '' : `version=${version}`,
        fragment: asFragment(this.differences.of(imagePath)),
      })
      .toString();
    this.keep(address, imagePath);
    return address;
  }

  /** The image of an address that the webview was told; nothing for any other. */
  pathOf(address: string): string | undefined {
    return this.paths.get(address);
  }

  /** There is another image at this path now. */
  replaced(imagePath: string): void {
    this.versions.set(imagePath, (this.versions.get(imagePath) ?? 0) + 1);
    this.differences.forget(imagePath);
  }

  private keep(address: string, imagePath: string): void {
    this.paths.delete(address);
    this.paths.set(address, imagePath);
    const [oldest] = this.paths.keys();
    if (this.paths.size > mostKept) this.paths.delete(oldest);
  }
}
