/** Forms and media that applications gave, in memory until the agent ends; every application gives its own again when it connects. */
import { FORM_LIMITS, type Form, type Media } from '../../../shared/xfs4iot/printer-forms.ts';

/** A shelf of named definitions. */
class Shelf<D> {
  private readonly kept = new Map<string, D>();

  get names(): readonly string[] {
    return [...this.kept.keys()];
  }

  get(name: string): D | undefined {
    return this.kept.get(name);
  }

  /** False = the shelf is full. A definition of the same name is replaced. */
  keep(name: string, definition: D): boolean {
    if (!this.kept.has(name) && this.kept.size >= FORM_LIMITS.definitions) return false;
    this.kept.set(name, definition);
    return true;
  }

  /** False = there was none. */
  forget(name: string): boolean {
    return this.kept.delete(name);
  }
}

/** What one printer's applications gave. */
export class Definitions {
  readonly forms = new Shelf<Form>();
  readonly media = new Shelf<Media>();
  private readonly listeners = new Set<(name: string, type: 'form' | 'media') => void>();

  /** Calls back for everything that was kept. Returns the remover. */
  watch(listener: (name: string, type: 'form' | 'media') => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  loaded(name: string, type: 'form' | 'media'): void {
    for (const listener of this.listeners) listener(name, type);
  }
}
