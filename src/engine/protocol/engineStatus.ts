import type { ModelInfo } from './protocol';

export interface EngineStatus {
  state: 'stopped' | 'starting' | 'ready' | 'failed';
  backend?: string;
  backendReason?: string;
  model?: ModelInfo;
  /** What went wrong. */
  message?: string;
}

/** The engine's status, and those who want to know when it changes. */
export class StatusSource {
  private readonly listeners = new Set<(status: EngineStatus) => void>();
  private status: EngineStatus = { state: 'stopped' };

  get current(): EngineStatus {
    return this.status;
  }

  set(status: EngineStatus): void {
    this.status = status;
    for (const listener of this.listeners) listener(status);
  }

  listen(listener: (status: EngineStatus) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.listeners.clear();
    this.status = { state: 'stopped' };
  }
}
