import type { NotificationEvent } from '#shared/domain/notification.ts';
import type { RunKind } from '#shared/domain/run.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';

/** How a run ended, as far as a headline goes. */
export type Ending = 'failed' | 'cut-off' | 'not-begun' | 'began' | 'succeeded' | 'again';

/** Everything that messages to people are made of. Moments and sizes come as the language writes them. */
export interface EventWords {
  /** For Intl. */
  readonly locale: string;
  /** `The backup of “Home” failed`; without a plan `The rebuilding of the catalogue failed`. */
  readonly headline: (kind: RunKind, plan: string | null, ending: Ending) => string;
  readonly withWarnings: (kind: RunKind, plan: string | null, count: number) => string;
  readonly moreWarnings: (count: number) => string;
  readonly seeRun: (run: string) => string;
  readonly seeWarnings: string;
  readonly unusual: (plan: string) => string;
  readonly seeUnusual: string;
  readonly failingSince: (moment: string) => string;
  readonly overdue: (plan: string) => string;
  readonly dueSince: (moment: string) => string;
  readonly noneYet: string;
  readonly lastGood: (moment: string) => string;
  readonly waits: (why: string) => string;
  readonly nextOfOverdue: (waitingFor: WaitReason | null) => string;
  readonly caughtUp: (plan: string) => string;
  readonly noneSince: (moment: string) => string;
  readonly low: (repository: string, willBe: boolean) => string;
  readonly left: (free: string, total: string) => string;
  readonly noRoom: (moment: string) => string;
  readonly makeRoom: string;
  readonly reached: string;
  readonly testOf: (channel: string) => string;
  /** Of mails and other posts. */
  readonly onMachine: (machine: string) => string;
  readonly sentBy: (machine: string) => string;
  readonly whatToDo: string;
  readonly facts: Readonly<Record<'plan' | 'when' | 'begun' | 'ended' | 'computer' | 'run', string>>;
  /** What silence means from now on. */
  readonly afterwards: Partial<Readonly<Record<NotificationEvent['kind'], string>>>;
}
