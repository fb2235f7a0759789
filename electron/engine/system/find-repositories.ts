import type { FoundRepository, Volume } from '#shared/domain/repository.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Destinations } from '../repository/destinations.ts';
import { listVolumes } from './list-volumes.ts';

interface Dependencies {
  readonly catalogue: Pick<CatalogueClient, 'read'>;
  readonly destinations: Destinations;
}

/** Repositories on the volumes of this computer, those on removable ones first. One that does not answer holds none. */
export async function findRepositories(
  { catalogue, destinations }: Dependencies,
  userHome: string,
): Promise<FoundRepository[]> {
  const [volumes, known] = await Promise.all([listVolumes(destinations), catalogue.read.repositories.list()]);
  const places = volumes.flatMap((volume) => placesOn(volume, userHome));
  const found = await Promise.all(
    places.map(async ({ volume, place }) => {
      const paths = await destinations.repositories(place).catch(() => []);
      return paths.map((path) => ({
        ...{ path, volume: volume.label, removable: volume.removable },
        known: known.some((row) => row.path === path),
      }));
    }),
  );
  return [...new Map(found.flat().map((one) => [one.path, one])).values()];
}

/** The system's own volume is large, and only the home of it is a person's. */
const placesOn = (volume: Volume, userHome: string): { readonly volume: Volume; readonly place: string }[] =>
  volume.mountPoint === '/' ? [{ volume, place: userHome }] : [{ volume, place: volume.mountPoint }];
