import { HoldfastError } from '#shared/errors.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A duration such as `30m`, `8h`, `3d` or `2w`, in ms. */
export function parseDuration(text: string): number {
  const [, number, unit = ''] = /^(\d+)\s*([a-z]+)$/.exec(text) ?? [];
  const ms = Number(number) * (units[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new HoldfastError('invalid-input', { reason: `A duration is given as 30m, 8h, 3d or 2w, not “${text}”.` });
}
