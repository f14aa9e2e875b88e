/** VS Code did not take an edit: the document changed meanwhile. */
export class EditRefusedError extends Error {
  override readonly name = 'EditRefusedError';
}
