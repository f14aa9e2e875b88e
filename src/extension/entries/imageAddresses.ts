import * as vscode from 'vscode';

/** Where a webview loads images from. An image that was replaced has a new address, or its old picture would stay. */
export class ImageAddresses {
  private readonly versions = new Map<string, number>();

  constructor(private readonly webview: vscode.Webview) {}

  of(imagePath: string): string {
    const address = this.webview.asWebviewUri(vscode.Uri.file(imagePath));
    const version = this.versions.get(imagePath);
    return (version === undefined ? address : address.with({ query: `version=${version}` })).toString();
  }

  /** There is another image at this path now. */
  replaced(imagePath: string): void {
    this.versions.set(imagePath, (this.versions.get(imagePath) ?? 0) + 1);
  }
}
