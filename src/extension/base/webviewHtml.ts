import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeHtml } from './escapeHtml';

export interface WebviewPage {
  /** The built `dist/webview`. */
  assets: vscode.Uri;
  /** Of its script and its style, without the ending. */
  name: string;
  title: string;
  /** What the page begins with, as HTML: texts in it are escaped already. */
  body: string;
}

/** A page in which nothing is allowed but our script, style and images. */
export function webviewHtml(webview: vscode.Webview, { assets, name, title, body }: WebviewPage): string {
  const nonce = randomBytes(16).toString('base64url');
  const asset = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
  const policy = [
    `default-src 'none'`,
    // What the captioner sees of an image comes as a message.
    `img-src ${webview.cspSource} blob:`,
    // Thumbnails are made from the images' bytes.
    `connect-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return /* html */ `<!DOCTYPE html>
<html lang="${languageTag(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" href="${asset(`${name}.css`)}">
</head>
<body>
  ${body}
  <script nonce="${nonce}" src="${asset(`${name}.js`)}"></script>
</body>
</html>`;
}

/** What a page whose script makes its content begins with: its texts in the person's language; none for English. */
export function translatedTexts(): string {
  const { bundle } = vscode.l10n;
  // Nothing in it can end the element.
  const texts = bundle ? JSON.stringify(bundle).replaceAll('<', '\\u003c') : '';
  return `<script id="texts" type="application/json">${texts}</script>`;
}

function languageTag(text: string): string {
  return text.replace(/[^\w-]/g, '');
}
