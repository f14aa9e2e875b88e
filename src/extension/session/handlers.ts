/** What is done with these messages of the webview, by their type. */
export type Handlers<Message extends { type: string }> = {
  [Each in Message as Each['type']]: (message: Each) => void | Promise<void>;
};
