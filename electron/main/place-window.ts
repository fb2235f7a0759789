export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly width: number;
  readonly height: number;
  /** Left out: in the middle of the screen. */
  readonly x?: number;
  readonly y?: number;
}

export const smallest = { width: 640, height: 480 } as const;
const usual = { width: 1180, height: 780 } as const;

/** So much of its title has to be on a screen, that it can be seized and moved. */
const grip = { width: 120, height: 32 } as const;

/** Where the window opens: where it was, if that is still on one of the screens (their work areas). Pure. */
export function placeWindow(kept: Bounds | null, screens: readonly Bounds[]): WindowPlace {
  const screen = kept && screens.find((area) => isWithinReach(kept, area));
  if (!kept || !screen) return usual;
  return {
    x: kept.x,
    y: kept.y,
    width: Math.max(smallest.width, Math.min(kept.width, screen.width)),
    height: Math.max(smallest.height, Math.min(kept.height, screen.height)),
  };
}

function isWithinReach({ x, y, width }: Bounds, area: Bounds): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return visible >= grip.width && y >= area.y && y + grip.height <= area.y + area.height;
}
