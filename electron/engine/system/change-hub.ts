import type { ChangeEvent } from '#shared/domain/system.ts';

export type ChangeTopic = ChangeEvent['topics'][number];

/** Where the parts of an engine tell that something changed, and where whoever shows it hears of it. */
export interface ChangeHub {
  emit(topics: readonly ChangeTopic[]): void;
  /** Gives the function that ends the subscription. A listener must not throw. */
  subscribe(listener: (topics: readonly ChangeTopic[]) => void): () => void;
}

export function createChangeHub(): ChangeHub {
  const listeners = new Set<(topics: readonly ChangeTopic[]) => void>();
  return {
    emit: (topics) => {
      for (const listener of [...listeners]) listener(topics);
    },
    subscribe: (listener) => {
      // Wrapped, so that one function subscribed twice is two subscriptions.
      const own = (topics: readonly ChangeTopic[]): void => listener(topics);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
