/** Keeps letters out of a text box while no caption can be changed: they would not be kept. What is there can be copied. */
export class TextBoxLock {
  private isShut = false;

  constructor(private readonly box: HTMLTextAreaElement) {}

  get isOn(): boolean {
    return this.isShut;
  }

  set(isOn: boolean): void {
    this.isShut = isOn;
    this.box.readOnly = isOn;
  }
}
