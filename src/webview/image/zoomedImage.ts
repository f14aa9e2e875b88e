import { element } from '../base/dom';
import type { Zoom } from '../base/host';
import { showPicture } from '../base/picture';

/** Small images are not enlarged more than this when they are fitted. */
const largestFit = 3;
const smallestScale = 0.05;
const largestScale = 20;
/** Pixels of the image are seen as squares from here on. */
const pixelatedFrom = 3;
const step = 1.25;
/** How far a key moves the image, of what is seen of it. */
const panStep = 1 / 8;

/** Fits, zooms and pans an image inside a stage. The zoom stays from one image to the next. */
export class ZoomedImage {
  /** Nothing while the image is fitted. */
  zoom: Zoom | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly frame: HTMLElement,
    private readonly image: HTMLImageElement,
    private readonly onChange: () => void,
  ) {
    new ResizeObserver(() => this.place()).observe(stage);
    stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    stage.addEventListener('pointerdown', (event) => this.drag(event));
    stage.addEventListener('dblclick', (event) => {
      if (this.zoom) this.fit();
      else this.zoomTo(Math.max(1, 2 * this.fitScale), event);
    });
  }

  /** Of the image's own size, 1 for pixel by pixel. */
  get scale(): number {
    return this.zoom?.scale ?? this.fitScale;
  }

  zoomIn(): void {
    this.zoomTo(this.scale * step);
  }

  zoomOut(): void {
    this.zoomTo(this.scale / step);
  }

  fit(): void {
    this.zoom = undefined;
    this.place();
  }

  /** Looks at what is beside what is seen: 1 to the right or below, -1 to the left or above. */
  panStep(x: -1 | 0 | 1, y: -1 | 0 | 1): void {
    const { clientWidth, clientHeight } = this.stage;
    this.pan(-x * panStep * clientWidth, -y * panStep * clientHeight);
  }

  /** Another image, or another room for it. */
  place(): void {
    const { naturalWidth, naturalHeight } = this.image;
    if (naturalWidth === 0) return;
    const { scale } = this;
    const width = Math.max(1, Math.floor(naturalWidth * scale));
    const height = Math.max(1, Math.floor(naturalHeight * scale));
    const left = place(this.stage.clientWidth, width, this.zoom?.x);
    const top = place(this.stage.clientHeight, height, this.zoom?.y);
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${height}px`;
    this.frame.style.transform = `translate(${left}px, ${top}px)`;
    this.stage.classList.toggle('zoomed', this.zoom !== undefined);
    this.image.classList.toggle('pixelated', scale >= pixelatedFrom);
    this.onChange();
  }

  private get fitScale(): number {
    const { naturalWidth, naturalHeight } = this.image;
    const { clientWidth, clientHeight } = this.stage;
    return Math.min(clientWidth / (naturalWidth || 1), clientHeight / (naturalHeight || 1), largestFit);
  }

  /** @param at what stays where it is on the screen; without it, the middle */
  private zoomTo(wanted: number, at?: { clientX: number; clientY: number }): void {
    const scale = Math.min(largestScale, Math.max(smallestScale, wanted));
    const stage = this.stage.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    if (frame.width === 0 || frame.height === 0) return;
    const middleX = stage.left + stage.width / 2;
    const middleY = stage.top + stage.height / 2;
    const pointX = at?.clientX ?? middleX;
    const pointY = at?.clientY ?? middleY;
    const x = (pointX - frame.left) / frame.width - (pointX - middleX) / (this.image.naturalWidth * scale);
    const y = (pointY - frame.top) / frame.height - (pointY - middleY) / (this.image.naturalHeight * scale);
    this.zoom = { scale, x: clamp(x), y: clamp(y) };
    this.place();
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoomTo(this.scale * Math.exp(-event.deltaY / 300), event);
    } else if (this.zoom) {
      event.preventDefault();
      this.pan(-event.deltaX, -event.deltaY);
    }
  }

  private drag(event: PointerEvent): void {
    if (!this.zoom || event.button !== 0) return;
    this.stage.setPointerCapture(event.pointerId);
    this.stage.classList.add('dragged');
    const move = ({ movementX, movementY }: PointerEvent): void => this.pan(movementX, movementY);
    const end = (): void => {
      this.stage.classList.remove('dragged');
      this.stage.removeEventListener('pointermove', move);
    };
    this.stage.addEventListener('pointermove', move);
    this.stage.addEventListener('pointerup', end, { once: true });
    this.stage.addEventListener('pointercancel', end, { once: true });
  }

  private pan(byX: number, byY: number): void {
    if (!this.zoom) return;
    const { scale, x, y } = this.zoom;
    const { naturalWidth, naturalHeight } = this.image;
    const { clientWidth, clientHeight } = this.stage;
    this.zoom = {
      scale,
      x: panned(x, byX, naturalWidth * scale, clientWidth),
      y: panned(y, byY, naturalHeight * scale, clientHeight),
    };
    this.place();
  }
}

/** The picture as small as the film strip and the preview of a replacement show it. */
export function picture(uri: string): HTMLImageElement {
  const image = element('img', { alt: '', draggable: 'false', decoding: 'async' });
  showPicture(image, uri);
  return image;
}

/** Where an extent begins: in the middle of its room, or with the wanted place in the middle and no empty margin. */
function place(room: number, extent: number, wanted: number | undefined): number {
  if (wanted === undefined || extent <= room) return Math.floor((room - extent) / 2);
  return Math.round(Math.min(0, Math.max(room - extent, room / 2 - wanted * extent)));
}

/** What place is in the middle then. An edge that is reached stays where it is, and so does what has room as a whole. */
function panned(share: number, by: number, extent: number, room: number): number {
  if (extent <= room) return share;
  const edge = room / 2 / extent;
  return Math.min(1 - edge, Math.max(edge, Math.min(1 - edge, Math.max(edge, share)) - by / extent));
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
