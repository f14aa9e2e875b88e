export const jobPriorities = ['typing', 'focus', 'visible', 'batch', 'training'] as const;
export type JobPriority = (typeof jobPriorities)[number];

interface Job {
  priority: JobPriority;
  run: () => Promise<void>;
}

/** All but training. */
const urgentPriorities = jobPriorities.filter((priority) => priority !== 'training');

/**
 * One computation at a time, or as many as are said, the most urgent first: what the person types, then what they look at, then what is
 * on screen, then the batch, then training. A training job lets the others go first whenever it calls `giveWay`.
 */
export class JobQueue {
  private readonly waiting: Job[] = [];
  private running = 0;

  constructor(private readonly atOnce = 1) {}

  /**
   * Runs some work when its turn comes.
   * @throws what the work throws; the signal's reason if it is aborted before it begins
   */
  run<T>(priority: JobPriority, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(reasonOf(signal));
    return new Promise<T>((resolve, reject) => {
      // Also what fails before it gives a promise fails alone: the queue goes on.
      const begin = async (): Promise<T> => await work();
      const job: Job = {
        priority,
        run: () => {
          signal?.removeEventListener('abort', leave);
          return begin().then(resolve, reject);
        },
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(job), 1);
        reject(reasonOf(signal));
      };
      signal?.addEventListener('abort', leave);
      this.waiting.push(job);
      void this.work();
    });
  }

  /** Lets all jobs that are more urgent than training run to their end. Called by a training job between its steps. */
  async giveWay(): Promise<void> {
    await seeWhatArrived();
    await this.runAll(urgentPriorities);
  }

  private async work(): Promise<void> {
    if (this.running === this.atOnce) return;
    this.running += 1;
    // What has arrived in the same turn competes by its priority.
    await Promise.resolve();
    await this.runAll(jobPriorities);
    this.running -= 1;
  }

  private async runAll(priorities: readonly JobPriority[]): Promise<void> {
    for (let job = this.take(priorities); job; job = this.take(priorities)) {
      await job.run();
      await seeWhatArrived();
    }
  }

  private take(priorities: readonly JobPriority[]): Job | undefined {
    for (const priority of priorities) {
      const at = this.waiting.findIndex((job) => job.priority === priority);
      if (at >= 0) return this.waiting.splice(at, 1)[0];
    }
    return undefined;
  }
}

/** The event loop turns once, so that requests, cancellations and decoded images that have arrived are seen. */
function seeWhatArrived(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function reasonOf(signal?: AbortSignal): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('The job was aborted.');
}
