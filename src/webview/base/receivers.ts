/** What the page does with these messages of the extension, by their type. */
export type Receivers<Message extends { type: string }> = {
  [Each in Message as Each['type']]: (message: Each) => void;
};
