/** Whether a key types something, AltGr included. */
export function isTyping(event: KeyboardEvent): boolean {
  const isModified = event.ctrlKey || event.altKey;
  return event.key.length === 1 && !event.metaKey && (!isModified || event.getModifierState('AltGraph'));
}

/** Whether a key may be bound to a command: one that is held with others, or one that types nothing. */
export function mayBeCommand(event: KeyboardEvent, inText: boolean): boolean {
  if (isModifier(event.key)) return false;
  if (isTyping(event)) return !inText && event.key === ' ';
  // These change the text and lead nowhere else.
  if (inText && (event.ctrlKey || event.metaKey) && /^([acvx]|Arrow.*|Home|End|Backspace|Delete)$/i.test(event.key)) {
    return false;
  }
  return !inText || event.ctrlKey || event.metaKey || event.altKey || /^(Page|F\d)/.test(event.key);
}

/** Whether a key does nothing by itself, or is the first of something composed. */
export function isModifier(key: string): boolean {
  return /^(Control|Shift|Alt|AltGraph|Meta|CapsLock|Dead|Process|Unidentified)$/.test(key);
}

/** What is pasted comes with an event of its own; copying changes nothing. */
export function isClipboard({ ctrlKey, metaKey, key }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && /^[cv]$/i.test(key);
}
