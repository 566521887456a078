/** A value with listeners: the one way in which devices and the session tell others of a change. */
export interface Watchable<T> {
  readonly current: T;
  /** Calls back after every change. Returns the remover of this very listener. */
  watch(listener: (value: T) => void): () => void;
}

/** The writable end of a Watchable; setting an identical value tells nobody. */
export class Watched<T> implements Watchable<T> {
  private value: T;
  private readonly listeners = new Set<(value: T) => void>();

  constructor(initial: T) {
    this.value = initial;
  }

  get current(): T {
    return this.value;
  }

  set(next: T): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const listener of this.listeners) listener(next);
  }

  watch(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
