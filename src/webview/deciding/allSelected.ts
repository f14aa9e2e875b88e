import { send } from '../base/host';
import type { Page } from '../page/page';

/** All entries that are shown, selected at once by Ctrl+A: Enter accepts their suggestions, what is for a single one ends it. */
export class AllSelected {
  /** @param page there by the time that something is selected */
  constructor(private readonly page: () => Page) {}

  begin(): void {
    const { list, notice } = this.page();
    // Shown large, the image hides the list.
    if (list.size === 0 || list.isHidden) return;
    list.selectAll(true);
    notice.tellAllSelected(list.size);
  }

  /** @returns whether all were selected */
  end(): boolean {
    const { list, notice } = this.page();
    const { isAllSelected } = list;
    if (isAllSelected) notice.hide();
    list.selectAll(false);
    return isAllSelected;
  }

  /** Accepts what is suggested for them, once the person has seen how many. @returns whether all were selected */
  accept(): boolean {
    const wereSelected = this.end();
    if (wereSelected) send({ type: 'run', command: 'acceptAllShown' });
    return wereSelected;
  }
}
