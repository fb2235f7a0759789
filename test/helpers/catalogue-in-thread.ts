import type { Catalogue } from '../../electron/engine/catalogue/catalogue.ts';
import type { RemoteCatalogue } from '../../electron/engine/catalogue/catalogue-client.ts';

/** A catalogue as its clients see it, on this very thread: for tests that ask it hundreds of thousands of times. */
export const catalogueInThread = (catalogue: Catalogue): { read: RemoteCatalogue; write: RemoteCatalogue } => {
  const remote = new Proxy({} as RemoteCatalogue, {
    get: (_, store: keyof Catalogue) =>
      new Proxy(
        {},
        {
          get:
            (__, method: string) =>
            async (...args: unknown[]) => {
              const found: unknown = Reflect.get(catalogue[store], method);
              if (typeof found !== 'function') throw new Error(`The catalogue has no ${store}.${method}.`);
              return Reflect.apply(found, catalogue[store], args);
            },
        },
      ),
  });
  return { read: remote, write: remote };
};
