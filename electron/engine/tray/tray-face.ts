import type { PlanStatus } from '#shared/domain/plan.ts';
import type { Run } from '#shared/domain/run.ts';
import type { PlansState } from '#shared/state-of-plans.ts';

/** What the tray tells of: read from the engine, or nothing when it does not answer. */
export type TrayState = TrayKnown | 'unreachable';

export interface TrayKnown {
  readonly plans: readonly PlanStatus[];
  /** Runs of any kind that go on, with their newest progress. */
  readonly runs: readonly Run[];
  /** As in `schedules.get`. */
  readonly pausedUntil: string | null;
}

/** The tray as it is to be shown. Plain values: two that look the same are the same as JSON. */
export interface TrayFace {
  readonly icon: PlansState;
  /** Of a few lines, 127 characters at most: Windows shows no more. */
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** An item of the menu; labels are plain text, an `&` is just that. */
export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'action'; readonly label: string; readonly command: TrayCommand; readonly enabled: boolean }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

/** How long schedules are paused: until an hour from then, the next morning, or somebody resumes. */
export type PauseSpan = 'hour' | 'tomorrow' | 'endless';

/** What the engine is asked for. */
export type EngineCommand =
  | { readonly kind: 'back-up'; readonly plans: readonly string[] }
  | { readonly kind: 'cancel'; readonly run: string }
  | { readonly kind: 'pause'; readonly span: PauseSpan }
  | { readonly kind: 'resume' };

/** What a click does: an order to the engine, a page of the window (none: as it was left), or the end. */
export type TrayCommand = EngineCommand | { readonly kind: 'open'; readonly path?: string } | { readonly kind: 'quit' };
