import manifest from '../../package.json' with { type: 'json' };

/** Holdfast's version. */
export const { version } = manifest;
